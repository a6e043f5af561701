namespace Scoring.Benchmarks.Adaptive.Results;

/// <summary>How the adaptive client is compared with fixed settings.</summary>
internal static class AdaptiveMethod
{
    /// <summary>Callers in closed loop.</summary>
    public const int Callers = 1000;

    /// <summary>The part of what the best fixed setting keeps up with, at which rows come at random times.</summary>
    public const double Load = 0.7;

    /// <summary>Rounds in which all fixed settings are measured.</summary>
    public const int GridRounds = 3;

    /// <summary>Windows of the closed loop in one that was asked for: many short ones, taken in turns, tell more than a few long ones on a machine that is not always equally fast.</summary>
    public const int ClosedWindows = 3;

    /// <summary>Windows of the open loop in one that was asked for.</summary>
    public const int OpenWindows = 12;

    /// <summary>Fixed settings that are measured beside the adaptive client, by rate, and as many by p99.</summary>
    public const int Finalists = 4;
}
