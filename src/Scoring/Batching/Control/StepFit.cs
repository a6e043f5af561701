namespace Scoring.Batching.Control;

/// <summary>A model that pads requests to multiples of a size: <c>T(b) = a + c · s · ⌈b / s⌉</c>.</summary>
/// <param name="Step">s, in rows; 0 where no step was found.</param>
/// <param name="PerRequest">a, in seconds.</param>
/// <param name="PerRow">c, in seconds.</param>
internal readonly record struct StepFit(int Step, double PerRequest, double PerRow)
{
    /// <summary>Whether the model pads at all; without a step there are no times.</summary>
    public bool IsFound => Step > 1;

    /// <summary>The time in seconds.</summary>
    public double TimeOf(double rows) => PerRequest + (PerRow * Padded(rows));

    /// <summary>The rows that are computed.</summary>
    public double Padded(double rows) => Step * Math.Ceiling(rows / Step);
}
