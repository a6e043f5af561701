namespace Scoring.Json.Writing.Vectors;

/// <summary>Where vector code puts the texts of a run of values. Without state, so that what changes from value to value stays in registers.</summary>
internal interface ITextLayout
{
    /// <summary>Begins a text, with a quotation mark where those are asked for.</summary>
    /// <param name="to">Where the next text begins.</param>
    /// <returns>Where the value itself does.</returns>
    static abstract ref byte Begin(ref byte to);

    /// <summary>Ends a text.</summary>
    /// <param name="text">Where the value begins.</param>
    /// <param name="length">Its length.</param>
    /// <param name="left">Values until the row ends.</param>
    /// <param name="rowLength">Values in a row.</param>
    /// <returns>Where the next text begins.</returns>
    static abstract ref byte End(ref byte text, int length, scoped ref int left, int rowLength);

    /// <summary>Ends a text that has no quotes whatever is asked for.</summary>
    /// <param name="to">Where the text begins.</param>
    /// <param name="length">Its length.</param>
    /// <param name="left">Values until the row ends.</param>
    /// <param name="rowLength">Values in a row.</param>
    /// <returns>Where the next text begins.</returns>
    static abstract ref byte EndBare(ref byte to, int length, scoped ref int left, int rowLength);
}
