namespace Scoring.SourceGeneration.Models;

/// <summary>How a member holds its values.</summary>
internal enum Holding
{
    One,

    Array,

    /// <summary><c>ReadOnlyMemory</c> or <c>Memory</c>.</summary>
    Memory,

    ImmutableArray,

    /// <summary>An array of arrays.</summary>
    Nested,
}
