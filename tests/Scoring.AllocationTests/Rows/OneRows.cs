namespace Scoring.AllocationTests.Rows;

/// <summary>A row client and callers that await one row after the other.</summary>
internal sealed class OneRows : IAsyncDisposable
{
    private readonly IScoringClient<Reading, Probabilities> _client;
    private readonly OneRowCaller[] _callers;
    private TaskCompletionSource _done = new();
    private int _running;
    private Exception? _error;

    public OneRows(IScoringClient model, int callers, int partitions = 1, ScoringClientOptions? options = null, bool isSilent = false)
    {
        _client = new ScoringClientBuilder(isSilent ? new SilentStage(model) : model).Build(RowBindings.ByHand, RowBindings.ScorePerRow, options);
        _callers = [.. Enumerable.Range(0, callers).Select(caller => new OneRowCaller(
            _client, new RowOptions(Partition: caller % partitions), new Reading { Age = caller % 90, Income = 10, Tenure = caller % 40, Visits = 3 }, OnDone))];

        // The callers' first wait is not in any synchronisation context, and so neither is what follows.
        foreach (OneRowCaller caller in _callers) ThreadPool.UnsafeQueueUserWorkItem(static rows => _ = rows.Self.FollowAsync(rows.Caller), (Self: this, Caller: caller), preferLocal: false);
    }

    /// <summary>All callers at once share the rows.</summary>
    public async Task RunAsync(int rows, CancellationToken cancellationToken)
    {
        _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _running, _callers.Length);
        foreach (OneRowCaller caller in _callers) caller.Start(rows / _callers.Length, cancellationToken);
        await _done.Task;
        if (_error is not null) throw new InvalidOperationException("A caller failed.", _error);
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private void OnDone()
    {
        if (Interlocked.Decrement(ref _running) == 0) _done.SetResult();
    }

    private async Task FollowAsync(OneRowCaller caller)
    {
        try
        {
            await caller.RunAsync();
        }
        catch (Exception error)
        {
            _error = error;
            _done.TrySetResult();
        }
    }
}
