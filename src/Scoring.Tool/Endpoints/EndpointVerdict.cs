namespace Scoring.Tool.Endpoints;

/// <summary>Tells rows that fail from an endpoint that cannot be used. Thread-safe.</summary>
/// <param name="protocol">As the command line names it.</param>
/// <param name="failsClient">Whether the first failure ends the command.</param>
internal sealed class EndpointVerdict(string protocol, bool failsClient)
{
    /// <summary>After so many failed requests without one score nobody asks on.</summary>
    private const int MostFailuresBeforeScore = 10;

    private const int Unauthorized = 401, Forbidden = 403, NotFound = 404, MethodNotAllowed = 405, TimedOut = 408, TooLarge = 413, UnsupportedType = 415, TooManyRequests = 429, Unavailable = 503, GatewayTimeout = 504;

    private bool _hasScored;
    private int _failures;
    private ScoringException? _first;
    private ScoringException? _final;

    /// <summary>What ends the command; null when nothing does.</summary>
    public ScoringException? Final => Volatile.Read(ref _final);

    /// <summary>Some rows have scores.</summary>
    public void Scored() => Volatile.Write(ref _hasScored, true);

    /// <summary>A request has none.</summary>
    /// <exception cref="ScoringException">That ends the command.</exception>
    public void Failed(ScoringException error)
    {
        if (failsClient || IsFinal(error)) throw End(error);
        if (Volatile.Read(ref _hasScored)) return;
        ScoringException first = Interlocked.CompareExchange(ref _first, error, null) ?? error;
        if (Interlocked.Increment(ref _failures) >= MostFailuresBeforeScore) throw End(first);
    }

    /// <summary>At the end.</summary>
    /// <exception cref="ScoringException">The endpoint failed, and never gave a score.</exception>
    public void ThrowIfNothingScored()
    {
        if (!Volatile.Read(ref _hasScored) && Volatile.Read(ref _first) is { } error) throw Unusable(error);
    }

    private ScoringException End(ScoringException error)
    {
        ScoringException final = Unusable(error);
        return Interlocked.CompareExchange(ref _final, final, null) ?? final;
    }

    /// <summary>What is the same for all rows.</summary>
    private bool IsFinal(ScoringException error) => error switch
    {
        ScoringModelException or ScoringBindingException or ScoringClientFailedException => true,
        ScoringEndpointException { Failure: EndpointFailure.Connection } => !Volatile.Read(ref _hasScored),
        ScoringEndpointException { Status: Unauthorized or Forbidden or NotFound or MethodNotAllowed or UnsupportedType or (>= 300 and < 400) } => true,
        _ => false,
    };

    private ScoringException Unusable(ScoringException error)
    {
        if (error is ScoringClientFailedException { InnerException: ScoringException cause }) error = cause;
        return Volatile.Read(ref _hasScored) ? error : Explain(error, protocol);
    }

    /// <summary>Where nothing was scored and the answer does not say why, the protocol is the likeliest reason.</summary>
    /// <param name="error">Why nothing was.</param>
    /// <param name="protocol">As the command line names it.</param>
    public static ScoringException Explain(ScoringException error, string protocol)
    {
        bool isClear = error is ScoringModelException or ScoringBindingException or ScoringRefusedException { Status: TooLarge }
            or ScoringEndpointException { Status: null or Unauthorized or Forbidden or TimedOut or TooManyRequests or Unavailable or GatewayTimeout or (>= 300 and < 400) };
        if (isClear) return error;
        string hint = $"No row was scored: see whether the server speaks --protocol {protocol} at this URL, and takes what --input-name, --format-rows and --columns say.";
        return new ScoringModelException($"{error.Message}{(error.Message.EndsWith('.') ? "" : ".")} {hint}", error);
    }
}
