using System.Runtime.CompilerServices;

namespace Scoring.Concurrency;

/// <summary>Room that keeps what different cores write apart: a pair of cache lines.</summary>
[InlineArray(16)]
internal struct CacheLines
{
    private long _first;
}
