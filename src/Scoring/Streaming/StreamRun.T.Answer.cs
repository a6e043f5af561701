using System.Threading.Tasks.Sources;
using Scoring.Streaming.Slabs;

namespace Scoring.Streaming;

/// <summary>The consumer's question, and the answer to it.</summary>
internal sealed partial class StreamRun<TRow, TScore> : IValueTaskSource<bool>, IValueTaskSource, IThreadPoolWorkItem
{
    /// <summary>What the consumer waits for. Reset by the consumer when it asks, set by the thread that has an answer, outside the gate.</summary>
    private ManualResetValueTaskSourceCore<bool> _answer;

    /// <summary>Whether the consumer waits for an answer. Set by the consumer; cleared inside the gate, by the turn that has one.</summary>
    private bool _isAsked;

    /// <summary>The answer: whether there is a result, or why there is none. Written inside the gate, read by whoever tells the consumer.</summary>
    private bool _hasResult;

    private Exception? _failure;

    bool IValueTaskSource<bool>.GetResult(short token) => _answer.GetResult(token);

    void IValueTaskSource.GetResult(short token) => _answer.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _answer.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _answer.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);

    private ValueTask<bool> AskAsync()
    {
        ThrowIfAsked();
        if (_isDisposing) return new ValueTask<bool>(false);
        Ask();
        return new ValueTask<bool>(this, _answer.Version);
    }

    private void Ask()
    {
        _answer.Reset();
        Volatile.Write(ref _isAsked, true);
        Wake();
    }

    private void ThrowIfAsked()
    {
        if (Volatile.Read(ref _isAsked)) throw new InvalidOperationException("The stream was asked for its next result and has not answered yet. Await that first.");
    }

    void IThreadPoolWorkItem.Execute() => Tell();

    /// <summary>Outside the gate: the consumer goes on in here. There is one answer to a question, so nobody else is here.</summary>
    private void Tell()
    {
        if (_failure is null) _answer.SetResult(_hasResult);
        else _answer.SetException(_failure);
    }

    private bool TryAnswer()
    {
        if (_hasEnded) AnswerWithEnd();
        else if (!_isEnding && _window.TryTakeReady(out Slab<TRow, TScore>? slab)) AnswerWith(slab);
        else return false;
        Volatile.Write(ref _isAsked, false);
        return true;
    }

    private void AnswerWith(Slab<TRow, TScore> slab)
    {
        _slab = slab;
        _nextRow = 1;
        _current = slab.ResultOf(0);
        _hasResult = true;
    }

    private void AnswerWithEnd()
    {
        _hasResult = false;
        _failure = _isDisposing ? _closeError : _error ?? _closeError;
        _error = _closeError = null;
    }
}
