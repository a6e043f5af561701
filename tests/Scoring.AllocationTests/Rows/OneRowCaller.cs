using System.Threading.Tasks.Sources;

namespace Scoring.AllocationTests.Rows;

/// <summary>A loop that awaits rows one after the other, and waits between the windows, so that starting it again costs nothing.</summary>
internal sealed class OneRowCaller(IScoringClient<Reading, Probabilities> client, RowOptions options, Reading row, Action onDone) : IThreadPoolWorkItem, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _start;
    private CancellationToken _token;
    private int _rows;

    /// <summary>Makes as many calls, on the thread pool, and then tells that it is done.</summary>
    public void Start(int rows, CancellationToken cancellationToken)
    {
        (_rows, _token) = (rows, cancellationToken);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Never ends.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            await new ValueTask(this, _start.Version);
            for (int i = 0; i < _rows; i++) await client.ScoreAsync(row, options, _token);
            onDone();
        }
    }

    void IThreadPoolWorkItem.Execute() => _start.SetResult(true);

    void IValueTaskSource.GetResult(short token)
    {
        _start.GetResult(token);
        _start.Reset();
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _start.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _start.OnCompleted(continuation, state, token, flags);
}
