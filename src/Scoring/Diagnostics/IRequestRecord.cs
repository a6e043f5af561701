using System.Diagnostics;

namespace Scoring.Diagnostics;

/// <summary>What stages say of the request that they are part of, and learn of who waits for it. Of use until the request is answered, and no longer.</summary>
internal interface IRequestRecord
{
    /// <summary>The version that answers, where it may change while a client runs; null where it does not.</summary>
    string? ModelVersion { get; set; }

    /// <summary>The spans of those who wait for the rows, each once and at most <see cref="MostCallers"/>; empty where nobody listened when they came.</summary>
    ReadOnlySpan<ActivityContext> Callers { get; }

    /// <summary>Most spans that are remembered: a link costs more than it tells beyond that.</summary>
    const int MostCallers = 32;
}
