namespace Scoring.Json.Writing.Vectors;

/// <summary>Values in quotation marks.</summary>
internal readonly struct Quotes : IQuotes
{
    public static int Length => 1;
}
