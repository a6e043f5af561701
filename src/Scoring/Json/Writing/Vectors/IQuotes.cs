namespace Scoring.Json.Writing.Vectors;

/// <summary>Whether values stand in quotation marks, as a type: then it is a constant where values are written.</summary>
internal interface IQuotes
{
    /// <summary>Quotation marks at each end of a value: 0 or 1.</summary>
    static abstract int Length { get; }
}
