namespace Scoring.Json.Writing.Vectors;

/// <summary>Values without quotation marks.</summary>
internal readonly struct NoQuotes : IQuotes
{
    public static int Length => 0;
}
