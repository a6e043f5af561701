namespace Scoring.Json.Writing.Vectors;

/// <summary>Where vector code puts the texts of a run of values. Without state, so that what changes from value to value stays in registers.</summary>
internal interface ITextLayout
{
    /// <summary>Ends a text, in quotes where those are asked for.</summary>
    /// <param name="text">Its start, behind the opening quotation mark if there is one.</param>
    /// <param name="length">Its length.</param>
    /// <param name="left">Values until the row ends.</param>
    /// <param name="separators">What stands behind it.</param>
    /// <returns>Where the next begins.</returns>
    static abstract ref byte End(ref byte text, int length, scoped ref int left, scoped in Separators separators);

    /// <summary>Ends a text that has no quotes whatever is asked for; it was written over the opening quotation mark.</summary>
    /// <inheritdoc cref="End"/>
    static abstract ref byte EndBare(ref byte text, int length, scoped ref int left, scoped in Separators separators);
}
