namespace Scoring.AllocationTests.Rows;

/// <summary>A row of four features, as a class.</summary>
internal sealed class Reading
{
    public float Age { get; init; }

    public float Income { get; init; }

    public float Tenure { get; init; }

    public int Visits { get; init; }
}
