namespace Scoring.Tuning.Sweep;

/// <summary>Whether an endpoint may be loaded with what a sweep would send.</summary>
/// <param name="options">The limit.</param>
/// <param name="endpoint">Where the model is asked; null for one in this process.</param>
/// <param name="isLocal">Whether the model runs in this process.</param>
/// <param name="mostParallel">The most requests that will be in flight.</param>
internal sealed class LoadLimit(TuningOptions options, string? endpoint, bool isLocal, int mostParallel)
{
    private readonly bool _isOnOtherMachine = Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) && !address.IsLoopback;

    public bool IsLocal { get; } = isLocal;

    /// <summary>Whether the requests of the load check count for <see cref="TuningOptions.MaxRequests"/>: only where they are somebody else's load that nobody has allowed. Elsewhere time alone is the limit, as under
    /// little load requests are small and many.</summary>
    public bool CountsLoadCheck => _isOnOtherMachine && !options.AllowLoad;

    /// <exception cref="ScoringLoadRefusedException">It would be too much.</exception>
    /// <param name="rows">Rows per request.</param>
    /// <param name="seconds">What one takes alone.</param>
    public void Check(int rows, double seconds)
    {
        double expected = mostParallel * rows / seconds;
        if (!_isOnOtherMachine || options.AllowLoad || expected <= options.MaxRowsPerSecond) return;
        throw new ScoringLoadRefusedException(FormattableString.Invariant(
            $"The sweep would load {endpoint} with up to {expected:N0} rows/s ({mostParallel} requests of {(rows == 1 ? "1 row" : $"{rows} rows")} in flight), more than {nameof(TuningOptions.MaxRowsPerSecond)} of {options.MaxRowsPerSecond:N0}. Set {nameof(TuningOptions.AllowLoad)} (--yes) if it may be, or measure smaller sizes and fewer requests in flight."))
        {
            ExpectedRowsPerSecond = expected,
            MaxRowsPerSecond = options.MaxRowsPerSecond,
        };
    }
}
