using System.Diagnostics;
using System.Threading.Channels;
using System.Threading.Tasks.Sources;
using Scoring.Streaming;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Streaming;

/// <summary>Sources and channels that fail where one does not expect it.</summary>
public class StreamSourceFaultTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Source_whose_step_cannot_be_awaited_ends_the_stream()
    {
        IScoringClient<long, long> client = Clients.Pooled(new ScriptedLeaf());
        IAsyncEnumerator<ScoredRow<long, long>> stream = client.ScoreStreamAsync(new UnawaitableSource()).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Exception? error = await Record.ExceptionAsync(() => stream.MoveNextAsync().AsTask().WaitAsync(s_patience, TestContext.Current.CancellationToken));

        Assert.IsType<InvalidOperationException>(error);
    }

    [Fact]
    public async Task Channel_that_fails_when_it_is_read_after_a_wait_ends_the_stream()
    {
        IScoringClient<long, long> client = Clients.Pooled(new ScriptedLeaf());
        var channel = new FailingReader();
        IAsyncEnumerator<ScoredRow<long, long>> stream = client.ScoreStreamAsync(channel).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Task<bool> next = stream.MoveNextAsync().AsTask();

        Exception? escaped = Record.Exception(channel.Signal);
        Exception? error = await Record.ExceptionAsync(() => next.WaitAsync(s_patience, TestContext.Current.CancellationToken));

        Assert.Null(escaped);
        Assert.IsType<InvalidOperationException>(error);
    }

    [Fact]
    public async Task Channel_whose_rows_are_taken_by_others_needs_no_stack()
    {
        IScoringClient<long, long> client = Clients.Pooled(new ScriptedLeaf());
        var channel = new FilteringReader(1000);
        IAsyncEnumerator<ScoredRow<long, long>> stream = client.ScoreStreamAsync(channel).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await stream.MoveNextAsync());

        Assert.True(channel.MaxDepth < 200, $"{channel.MaxDepth} frames.");
    }

    [Fact]
    public void Consumer_does_not_go_on_inside_the_cancellation()
    {
        var starter = new QueueingStarter();
        IScoringClient<long, long> client = Clients.Started(new ScriptedLeaf(), starter: starter);
        using var source = new CancellationTokenSource();
        IAsyncEnumerator<ScoredRow<long, long>> stream = client.ScoreStreamAsync(Channel.CreateUnbounded<long>().Reader, null, source.Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Task<bool> next = stream.MoveNextAsync().AsTask();

        source.Cancel();
        Assert.False(next.IsCompleted);

        starter.RunAll();
        Assert.True(next.IsCanceled);
    }

    private sealed class UnawaitableSource : IAsyncEnumerable<long>, IAsyncEnumerator<long>, IValueTaskSource<bool>
    {
        public long Current => 0;

        public IAsyncEnumerator<long> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => new(this, 0);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        bool IValueTaskSource<bool>.GetResult(short token) => throw new InvalidOperationException("The step was awaited before.");

        ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => ValueTaskSourceStatus.Pending;

        void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            throw new InvalidOperationException("The step was awaited before.");
    }

    /// <summary>Always has something, but only the last is for this reader: others were faster, or it filters.</summary>
    private sealed class FilteringReader(int others) : ChannelReader<long>
    {
        private int _reads;

        public int MaxDepth { get; private set; }

        public override bool TryRead(out long item)
        {
            MaxDepth = Math.Max(MaxDepth, new StackTrace().FrameCount);
            return (item = ++_reads) > others;
        }

        public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => new(true);
    }

    /// <summary>Such as a priority channel whose comparer fails.</summary>
    private sealed class FailingReader : ChannelReader<long>
    {
        private bool _hasRow;
        private Action? _onReadable;

        public void Signal()
        {
            _hasRow = true;
            _onReadable?.Invoke();
        }

        public override bool TryRead(out long item)
        {
            item = 0;
            return _hasRow ? throw new InvalidOperationException("The channel failed.") : false;
        }

        public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => new(new Waiter(this), 0);

        private sealed class Waiter(FailingReader reader) : IValueTaskSource<bool>
        {
            public bool GetResult(short token) => true;

            public ValueTaskSourceStatus GetStatus(short token) => reader._hasRow ? ValueTaskSourceStatus.Succeeded : ValueTaskSourceStatus.Pending;

            public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
                reader._onReadable = () => continuation(state);
        }
    }
}
