using Scoring.Benchmarks.LocalOnnx;

namespace Scoring.Benchmarks.Tuner.Results;

/// <summary>One model.</summary>
public sealed record TunerModelResult : IModelResult
{
    public required string Model { get; init; }

    /// <summary>What the tuner recommends.</summary>
    public required string Recommended { get; init; }

    /// <summary>The best of the grid, or the recommended one where that is best.</summary>
    public required string Best { get; init; }

    public required double BestRowsPerSecond { get; init; }

    /// <summary>Rows per second of the recommended setting divided by those of the best, side by side.</summary>
    public required double OfBest { get; init; }

    /// <summary>The tuner's knee, with its confidence and its 90 % interval.</summary>
    public required int Knee { get; init; }

    public required double KneeConfidence { get; init; }

    public required int KneeLow { get; init; }

    public required int KneeHigh { get; init; }

    /// <summary>The grid's, by the same definition; and that of half of its rounds each.</summary>
    public required int GridKnee { get; init; }

    public required int GridKneeOfOddRounds { get; init; }

    public required int GridKneeOfEvenRounds { get; init; }

    /// <summary>How far the knee is from the grid's, as a part of it.</summary>
    public double KneeError => Distance(Knee, GridKnee);

    /// <summary>How far the knees of the grid's halves are from each other.</summary>
    public double GridSpread => Distance(GridKneeOfOddRounds, GridKneeOfEvenRounds);

    /// <summary>What the sweep took.</summary>
    public required double Seconds { get; init; }

    public required int Requests { get; init; }

    public required int Points { get; init; }

    /// <summary>Knees are rounded up: of two whole numbers next to each other nobody can tell that they are not the same.</summary>
    private static double Distance(int rows, int others) => Math.Abs(rows - others) <= 1 ? 0 : Math.Abs(rows - others) / (double)others;
}
