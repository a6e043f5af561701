namespace Scoring.Testing.Services;

/// <summary>How long a service takes: curve(rows) · crowd(requests in flight, itself included) · log-normal noise · shift(now) + pause, fixed when a request is sent.</summary>
/// <remarks>Noise and pause belong to the n-th request of a run whatever is in it, so that all clients meet the same luck.</remarks>
internal interface IServiceModel
{
    /// <summary>Whether requests in flight share it from moment to moment.</summary>
    bool IsShared { get; }

    /// <summary>Deviation of the time's logarithm.</summary>
    double Noise { get; }

    /// <summary>How many of the requests are held up, as a fraction.</summary>
    double PauseProbability { get; }

    /// <summary>By how much.</summary>
    double PauseMilliseconds { get; }

    /// <summary>Milliseconds of a request alone in flight.</summary>
    double Curve(int rows);

    /// <summary>What a request's time is multiplied by.</summary>
    double Crowd(int inFlight, long now);

    /// <summary>What it is multiplied by at a time.</summary>
    double ShiftAt(long now);

    /// <summary>What it does beside that; null for nothing.</summary>
    IServiceQuirk? NewQuirk();

    /// <summary>When it fails; null for never.</summary>
    IServiceFaults? NewFaults();
}
