namespace Scoring.Benchmarks.LocalOnnx;

/// <summary>What a many-rows call must reach, and what it aims at, as a share of the raw rate.</summary>
/// <param name="Floor">With a hand-written binding or one lambda per row.</param>
/// <param name="Aim">The same.</param>
/// <param name="FluentFloor">With one lambda per column.</param>
internal sealed record ManyRowsBudget(double Floor, double Aim, double FluentFloor);
