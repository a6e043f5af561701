using System.Threading.Tasks.Sources;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Streaming.Fakes;

/// <summary>A many-rows call that ends when a test says so. Whoever waits for it goes on inside that call.</summary>
internal sealed class HeldRowCall : IValueTaskSource
{
    private readonly Memory<long> _scores;
    private ManualResetValueTaskSourceCore<bool> _source;

    public HeldRowCall(ReadOnlyMemory<long> rows, Memory<long> scores, RowOptions options, CancellationToken token)
    {
        Rows = rows.ToArray();
        _scores = scores;
        Options = options;
        Token = token;
    }

    public long[] Rows { get; }

    public RowOptions Options { get; }

    public CancellationToken Token { get; }

    public bool HasEnded { get; private set; }

    public ValueTask Result => new(this, _source.Version);

    public void Complete()
    {
        LongModel.ScoresOf(Rows).CopyTo(_scores);
        HasEnded = true;
        _source.SetResult(true);
    }

    public void Fail(Exception error)
    {
        HasEnded = true;
        _source.SetException(error);
    }

    /// <summary>Some rows fail, the others get their scores.</summary>
    public void FailRows(params IEnumerable<RowError> errors)
    {
        LongModel.ScoresOf(Rows).CopyTo(_scores);
        Fail(new ScoringRowsException([.. errors], Rows.Length));
    }

    /// <summary>What a client does when the token of a call is cancelled.</summary>
    public void EndCancelled()
    {
        if (!HasEnded) Fail(new OperationCanceledException(Token));
    }

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
