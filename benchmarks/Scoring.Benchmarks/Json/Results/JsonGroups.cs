namespace Scoring.Benchmarks.Json.Results;

/// <summary>The lines of the budget.</summary>
public static class JsonGroups
{
    public const string WriteSingle = "write float32";
    public const string WriteShortDouble = "write float64, up to 4 decimals or integers";
    public const string WriteLongDouble = "write float64, full precision";
    public const string WriteRecords = "write records with strings";
    public const string ReadArrays = "read number arrays, 10 columns";
    public const string ReadNarrowArrays = "read number arrays, 1 or 2 columns";
    public const string ReadRecords = "read arrays of objects";
}
