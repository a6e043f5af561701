namespace Scoring.Json.Writing.Vectors;

/// <summary>Finds the digits of <see cref="DigitBlock.Count"/> values at once.</summary>
internal interface IDigitBlocks<T>
    where T : unmanaged
{
    /// <summary>The first of the layouts that <see cref="DigitBlock.Row"/> chooses from.</summary>
    static abstract ref byte Layouts { get; }

    /// <summary>Finds the digits.</summary>
    /// <param name="values">The first of the values.</param>
    /// <param name="block">Takes the digits and how they are laid out.</param>
    /// <returns>A bit for each value that they were found of.</returns>
    static abstract uint Find(ref T values, scoped ref DigitBlock block);
}
