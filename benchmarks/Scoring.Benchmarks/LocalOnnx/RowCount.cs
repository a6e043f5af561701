namespace Scoring.Benchmarks.LocalOnnx;

internal static class RowCount
{
    /// <summary>Rows in one many-rows call.</summary>
    public const int PerCall = 8192;

    /// <summary>Rows walked over before the first one comes again.</summary>
    public const int Distinct = 4 * PerCall;
}
