namespace Scoring.Tests.Batching;

/// <summary>A call of a simulation, looked at rather than awaited.</summary>
internal sealed class SimulatedCall(TrackedCall rows, TimeSpan? deadline, bool canBeCancelled)
{
    private readonly CancellationTokenSource _cancellation = new();
    private ValueTask _call;

    public TrackedCall Rows { get; } = rows;

    public bool HasDeadline => deadline is not null;

    public bool CanBeCancelled => canBeCancelled;

    public bool IsCancelled => _cancellation.IsCancellationRequested;

    public bool HasEnded => _call.IsCompleted;

    public void Start(IScoringClient<long, long> client) => _call = client.ScoreAsync(
        Rows.Rows.Memory, Rows.Scores.Memory, new RowOptions(Deadline: deadline), canBeCancelled ? _cancellation.Token : CancellationToken.None);

    public void Cancel() => _cancellation.Cancel();

    /// <summary>Its error, or null. The call has ended; its result is taken once.</summary>
    public Exception? TakeResult() => Record.Exception(() => _call.GetAwaiter().GetResult());
}
