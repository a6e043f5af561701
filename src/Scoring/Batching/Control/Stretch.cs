namespace Scoring.Batching.Control;

/// <summary>How far beyond the planned size requests may go, as the rows in them turn out to be in time all the same.</summary>
/// <remarks>The plan assumes that as many rows come while a request runs as it holds. Where they do not, as when each caller waits for its score before it sends the next row,
/// larger requests serve more rows and all of them are in time.</remarks>
internal sealed class Stretch
{
    private const double Largest = 16;

    /// <summary>How many times the planned size a request may have, 1 to 16.</summary>
    public double Factor { get; private set; } = 1;

    /// <summary>A request is about to be filled while more rows wait than are planned for: a little longer or shorter from now on.</summary>
    /// <param name="share">What part of the budget the row that waited longest will have used when it is served.</param>
    public void Update(double share)
    {
        if (share < 0.75) Factor = Math.Min(1.05 * Factor, Largest);
        else if (share > 0.92) Factor = Math.Max(0.9 * Factor, 1);
    }
}
