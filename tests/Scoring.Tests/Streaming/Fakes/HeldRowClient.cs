using Scoring.Concurrency;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Streaming.Fakes;

/// <summary>A row client whose many-rows calls wait until a test ends them. For tests on one thread.</summary>
internal sealed class HeldRowClient : IScoringClient<long, long>
{
    /// <summary>All calls, in the order in which they were made.</summary>
    public List<HeldRowCall> Calls { get; } = [];

    public IEnumerable<HeldRowCall> Open => Calls.Where(static call => !call.HasEnded);

    public long[] SentRows => [.. Calls.SelectMany(static call => call.Rows)];

    /// <summary>Whether calls end at once when their token is cancelled; otherwise a test ends them.</summary>
    public bool EndsCancelledCalls { get; set; } = true;

    /// <summary>Called inside each call.</summary>
    public Action<HeldRowCall> OnCall { get; set; } = static _ => { };

    public ValueTask ScoreAsync(ReadOnlyMemory<long> rows, Memory<long> scores, RowOptions options = default, CancellationToken cancellationToken = default)
    {
        var call = new HeldRowCall(rows, scores, options, cancellationToken);
        Calls.Add(call);
        OnCall(call);
        if (EndsCancelledCalls && !call.HasEnded) cancellationToken.UnsafeRegister(static call => ((HeldRowCall)call!).EndCancelled(), call);
        return call.Result;
    }

    /// <summary>Completes calls, and those that follow them, until none is open.</summary>
    public void CompleteAll()
    {
        while (Open.FirstOrDefault() is { } call) call.Complete();
    }

    /// <summary>The open call that has this row.</summary>
    public HeldRowCall CallOf(long row) => Open.Single(call => call.Rows.Contains(row));

    public ValueTask<long> ScoreAsync(long row, RowOptions options = default, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("A stream scores many rows per call.");

    public ValueTask WarmUpAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(IWorkStarter) ? InlineStarter.Instance : null;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
