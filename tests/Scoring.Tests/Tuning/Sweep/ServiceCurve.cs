namespace Scoring.Tests.Tuning.Sweep;

/// <summary>How long a request of so many rows takes, in milliseconds, without noise.</summary>
internal sealed record ServiceCurve(string Name, Func<int, double> Milliseconds)
{
    /// <summary>The sizes that knees are looked for among.</summary>
    public const int Largest = 4096;

    /// <summary>Curves of five kinds: overhead that pays for long, that pays soon, rows that are free at first, a cache that overflows, and rows that are padded.</summary>
    public static ServiceCurve[] All { get; } =
    [
        new("20 + 0.05 b", static b => 20 + (0.05 * b)),
        new("2 + 0.1 b", static b => 2 + (0.1 * b)),
        new("flat to 512", static b => 8 + (0.005 * b) + (0.1 * Math.Max(0, b - 512))),
        new("thrashes beyond 600", static b => 12 + (0.06 * b) + (0.0004 * Math.Pow(Math.Max(0, b - 600), 2))),
        new("padded to 128", static b => 16 + (12.8 * Math.Ceiling(b / 128.0))),
    ];

    /// <summary>The smallest size with at least 90 % of the best rate of any.</summary>
    public int Knee
    {
        get
        {
            double best = Enumerable.Range(1, Largest).Max(Rate);
            return Enumerable.Range(1, Largest).First(rows => Rate(rows) >= 0.9 * best);
        }
    }

    public double Rate(int rows) => rows / Milliseconds(rows);
}
