namespace Scoring.Tests.Bindings;

/// <summary>A score as a mutable class.</summary>
internal sealed class Estimate
{
    public float Fare { get; set; }

    public long Label { get; set; }

    public float[] Quantiles { get; set; } = [];

    public string? Reason { get; set; }
}
