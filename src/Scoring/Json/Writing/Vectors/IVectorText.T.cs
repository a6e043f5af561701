namespace Scoring.Json.Writing.Vectors;

/// <summary>Writes many values of one type with vectors.</summary>
internal interface IVectorText<T>
    where T : unmanaged
{
    /// <summary>Writes values.</summary>
    /// <param name="values">The values.</param>
    /// <param name="to">Where the first begins. There is room for all, and <see cref="JsonOutput.Slack"/> bytes more.</param>
    /// <param name="left">Values until the row ends.</param>
    /// <param name="form">How each is written and what stands behind it.</param>
    /// <param name="refused">The first value that was refused, or -1.</param>
    /// <returns>Where the next would begin.</returns>
    static abstract ref byte Write<TLayout>(ReadOnlySpan<T> values, ref byte to, scoped ref int left, ListForm form, out int refused)
        where TLayout : struct, ITextLayout;
}
