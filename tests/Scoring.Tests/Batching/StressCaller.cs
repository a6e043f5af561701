namespace Scoring.Tests.Batching;

/// <summary>One thread that calls a client, and checks every row of every call.</summary>
internal sealed class StressCaller(IScoringClient<long, long> client, StressLeaf leaf, Func<long> nextNumber, Func<bool> isDisposing, Random random)
{
    private const int MaxRows = 3000;

    /// <summary>Calls whose memory is watched for some time after their end.</summary>
    private const int Watched = 24;

    /// <summary>Only for a call that is lost: then the test fails rather than hangs.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Queue<TrackedCall> _ended = [];

    /// <summary>When the token of a call is cancelled. Any higher number: there is none.</summary>
    private enum When
    {
        Before,
        During,
        After,
    }

    public RowTally Tally { get; private set; }

    public long StartedRows { get; private set; }

    public void CallOne()
    {
        var call = new TrackedCall(nextNumber(), random.Next(1, MaxRows + 1), random);
        StartedRows += call.Count;
        leaf.Add(call);
        using var cancellation = new CancellationTokenSource();
        TimeSpan? deadline = random.Next(4) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, 2000)) : null;

        When cancel = (When)random.Next(8);
        if (cancel == When.Before) cancellation.Cancel();
        Exception? error = Record.Exception(() => Call(call, deadline, cancellation, cancel));
        Tally += call.Settle(error, mayBeCancelled: cancel is When.Before or When.During, mayBeRejected: deadline is not null || isDisposing());
        call.PoisonMemory();
        if (cancel == When.After) cancellation.Cancel();
        _ended.Enqueue(call);
        if (_ended.Count > Watched) CheckOldest();
    }

    public void CheckAll()
    {
        while (_ended.Count > 0) CheckOldest();
    }

    private void Call(TrackedCall call, TimeSpan? deadline, CancellationTokenSource cancellation, When cancel)
    {
        CancellationToken token = cancel <= When.After ? cancellation.Token : CancellationToken.None;
        ValueTask result = client.ScoreAsync(call.Rows.Memory, call.Scores.Memory, new RowOptions(Deadline: deadline), token);
        if (cancel == When.During)
        {
            Thread.SpinWait(random.Next(20_000));
            cancellation.Cancel();
        }

        // Looked at again and again, or waited for.
        var spinner = default(SpinWait);
        while (random.Next(3) > 0 && !result.IsCompleted) spinner.SpinOnce(sleep1Threshold: -1);
        if (result.IsCompleted) result.GetAwaiter().GetResult();
        else result.AsTask().WaitAsync(s_patience).GetAwaiter().GetResult();
    }

    private void CheckOldest()
    {
        TrackedCall call = _ended.Dequeue();
        call.CheckUntouched();
        leaf.Remove(call);
    }
}
