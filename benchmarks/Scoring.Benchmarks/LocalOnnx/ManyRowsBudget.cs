namespace Scoring.Benchmarks.LocalOnnx;

/// <summary>What a many-rows call must reach, as a share of the raw rate.</summary>
internal sealed record ManyRowsBudget(double Floor, double Aim, double FluentFloor);
