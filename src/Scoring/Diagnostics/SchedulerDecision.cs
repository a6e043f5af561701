namespace Scoring.Diagnostics;

/// <summary>A decision of the scheduler, with its reason.</summary>
/// <param name="At">When, on the client's clock.</param>
/// <param name="Text">In words, such as <c>cap 500 → 350: p99 31 ms over the budget of 25 ms</c>. The wording may change between versions.</param>
public readonly record struct SchedulerDecision(DateTimeOffset At, string Text)
{
    /// <summary>The words.</summary>
    public override string ToString() => Text;
}
