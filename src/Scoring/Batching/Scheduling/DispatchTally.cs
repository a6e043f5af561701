using System.Runtime.CompilerServices;
using Scoring.Batching.Control;
using Scoring.Diagnostics;

namespace Scoring.Batching.Scheduling;

/// <summary>Requests by the reason for their size.</summary>
/// <remarks>Used under the scheduler's lock.</remarks>
[InlineArray((int)BatchReason.Drain + 1)]
internal struct DispatchTally
{
    private long _first;

    public void Add(BatchReason reason) => this[(int)reason]++;

    public readonly DispatchCounts ToCounts() => new()
    {
        Full = this[(int)BatchReason.Full],
        Emptied = this[(int)BatchReason.Emptied],
        Shared = this[(int)BatchReason.Shared],
        Trial = this[(int)BatchReason.Trial],
        Step = this[(int)BatchReason.Step],
        Deadline = this[(int)BatchReason.Deadline],
        Delay = this[(int)BatchReason.Delay],
        Drain = this[(int)BatchReason.Drain],
    };
}
