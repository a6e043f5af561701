using Scoring.Tuning;

namespace Scoring;

/// <summary>The sweep would load an endpoint on another machine with more than <see cref="TuningOptions.MaxRowsPerSecond"/>, and <see cref="TuningOptions.AllowLoad"/> is not set.</summary>
public sealed class ScoringLoadRefusedException : ScoringException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">Endpoint, rate, limit and remedy.</param>
    public ScoringLoadRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Rows per second that it would have been, as far as the first requests tell.</summary>
    public double ExpectedRowsPerSecond { get; init; }

    /// <summary>The limit, in rows per second.</summary>
    public double MaxRowsPerSecond { get; init; }
}
