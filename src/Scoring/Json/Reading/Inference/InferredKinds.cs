namespace Scoring.Json.Reading.Inference;

/// <summary>What values a column was seen to have.</summary>
[Flags]
internal enum InferredKinds
{
    None = 0,
    Missing = 1,

    /// <summary>An integer that a signed 64-bit one holds.</summary>
    Integer = 2,

    /// <summary>An integer below 0.</summary>
    Negative = 4,

    /// <summary>An integer that only an unsigned 64-bit one holds.</summary>
    LargeInteger = 8,

    Real = 16,
    Boolean = 32,
    Text = 64,

    Numbers = Integer | Negative | LargeInteger | Real,
}
