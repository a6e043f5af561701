namespace Scoring.Batching.Control;

/// <summary>A model that pads requests to multiples of a size: <c>T(b) = a + c · s · ⌈b / s⌉</c>.</summary>
/// <param name="Step">s, in rows; 0 where no step was found.</param>
/// <param name="PerRequest">a, in seconds.</param>
/// <param name="PerRow">c, in seconds.</param>
internal readonly record struct StepFit(int Step, double PerRequest, double PerRow)
{
    public bool IsFound => Step > 1;

    public double TimeOf(double rows) => PerRequest + (PerRow * Padded(rows));

    public double Padded(double rows) => Step * Math.Ceiling(rows / Step);
}
