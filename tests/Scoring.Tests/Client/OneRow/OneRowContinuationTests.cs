using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>Where and with what callers go on.</summary>
public class OneRowContinuationTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Continuation_that_blocks_on_the_next_row_holds_only_itself(int lanes)
    {
        const int Count = 8;
        using var filled = new ManualResetEventSlim();
        var leaf = new ScriptedLeaf
        {
            OnGetSignature = _ => new(LongModel.Signature(lanes)),
            OnScore = (rows, _, _) =>
            {
                // The first rows keep the lanes until all others wait, so that these travel together.
                if (rows.GetColumn<long>(0).Values[0] < 0) Assert.True(filled.Wait(s_patience, TestContext.Current.CancellationToken));
                return new(LongModel.Score(rows));
            },
        };
        await using IScoringClient<long, long> client = Clients.Pooled(leaf);
        Task<long>[] keepers = [.. Enumerable.Range(0, lanes).Select(lane => client.ScoreAsync(-1 - lane).AsTask())];
        TaskCompletionSource[] goneOn = [.. Enumerable.Range(0, Count + 1).Select(static _ => new TaskCompletionSource())];
        goneOn[Count].SetResult();

        // Row k is told before row k+1, and its caller blocks, inside its continuation, until row k+1's caller has gone on.
        Task<long>[] scores = [.. Enumerable.Range(0, Count).Select(row => BlockOn(client.ScoreAsync(row), goneOn[row + 1].Task, goneOn[row]))];
        filled.Set();

        Assert.Equal(LongModel.ScoresOf(LongModel.Rows(Count)), await Task.WhenAll(scores).WaitAsync(s_patience));
        Assert.Equal(lanes, (await Task.WhenAll(keepers)).Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Continuation_may_block_on_a_row_that_it_submits(int lanes)
    {
        var leaf = new ScriptedLeaf { OnGetSignature = _ => new(LongModel.Signature(lanes)) };
        await using IScoringClient<long, long> client = Clients.Pooled(leaf);

        for (int i = 0; i < 20; i++)
        {
            Task<long>[] sums = [.. Enumerable.Range(0, 4).Select(row => SumOfTwo(client, row))];
            Assert.Equal(Enumerable.Range(0, 4).Select(static row => LongModel.ScoreOf(row) + LongModel.ScoreOf(row + 100)), await Task.WhenAll(sums).WaitAsync(s_patience));
        }
    }

    [Fact]
    public async Task Memory_of_a_request_is_back_when_its_callers_go_on()
    {
        await using var client = new HeldClient();
        Task<Exception?> use = UseRequest();
        client.Requests[0].Complete();

        Assert.IsType<ObjectDisposedException>(await use);

        async Task<Exception?> UseRequest()
        {
            await client.ScoreRaw(1).ConfigureAwait(false);
            return Record.Exception(() => client.Requests[0].Batch.RowCount);
        }
    }

    [Fact]
    public async Task Callers_go_on_with_their_own_execution_context()
    {
        await using var client = new HeldClient();
        var local = new AsyncLocal<string>();
        Task<string?>[] values = [.. Enumerable.Range(0, 10).Select(ReadLocal)];
        local.Value = "the leaf's";

        client.Leaf.CompleteAll();

        Assert.Equal(Enumerable.Range(0, 10).Select(static i => $"caller {i}"), await Task.WhenAll(values));

        async Task<string?> ReadLocal(int caller)
        {
            local.Value = $"caller {caller}";
            await client.ScoreRaw(caller);
            return local.Value;
        }
    }

    [Fact]
    public async Task Requests_on_the_thread_pool_do_not_see_a_callers_execution_context()
    {
        var local = new AsyncLocal<string>();
        string? seen = null;
        var leaf = new ScriptedLeaf();
        leaf.OnScore = (rows, _, _) =>
        {
            seen ??= local.Value;
            return new(LongModel.Score(rows));
        };
        await using IScoringClient<long, long> client = Clients.Pooled(leaf);
        local.Value = "a caller's";

        for (int i = 0; i < 10; i++) await client.ScoreAsync(i);

        Assert.Null(seen);
    }

    [Fact]
    public async Task Caller_goes_on_in_its_synchronization_context()
    {
        await using var client = new HeldClient();
        var context = new PostedWork();
        Task<SynchronizationContext?> caller = context.Run(async () =>
        {
            await client.ScoreRaw(1);
            return SynchronizationContext.Current;
        });

        client.Leaf.CompleteAll();
        Assert.False(caller.IsCompleted);
        context.RunPosted();

        Assert.Same(context, await caller);
    }

    [Fact]
    public async Task Rows_of_a_request_are_told_by_two_workers_so_that_none_waits_behind_another()
    {
        var starter = new QueueingStarter();
        await using var client = new HeldClient(starter: starter);
        _ = client.Score(0);
        starter.RunAll();
        Task<long>[] scores = [client.Score(1), client.Score(2), client.Score(3)];
        client.Requests[0].Complete();
        starter.RunAll();

        client.Requests[1].Complete();
        Assert.DoesNotContain(scores, static score => score.IsCompleted);
        Assert.NotEmpty(starter.Waiting);
        starter.RunAll();

        Assert.Equal(LongModel.ScoresOf([1, 2, 3]), await Task.WhenAll(scores));
    }

    [Fact]
    public async Task Callers_go_on_inside_the_answer_where_that_is_allowed()
    {
        var starter = new QueueingStarter();
        await using var client = new HeldClient(
            new ScoringClientOptions { MaxParallelRequests = 1, AllowSynchronousContinuations = true, ShutdownTimeout = TimeSpan.Zero }, starter: starter);
        _ = client.Score(0);
        starter.RunAll();
        var order = new List<int>();
        for (int i = 1; i <= 3; i++) Note(i);
        client.Requests[0].Complete();
        starter.RunAll();

        client.Requests[1].Complete();

        Assert.Equal([1, 2, 3], order);
        Assert.Empty(starter.Waiting);

        async void Note(int row)
        {
            await client.ScoreRaw(row);
            order.Add(row);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Continuations_that_submit_rows_go_on_without_end(bool synchronous)
    {
        await using IScoringClient<long, long> client = Clients.Started(new ScriptedLeaf(), new ScoringClientOptions { AllowSynchronousContinuations = synchronous, MaxParallelRequests = 2 });

        long[] sums = await Task.WhenAll(Enumerable.Range(0, 8).Select(Sum));

        Assert.All(sums, static sum => Assert.Equal(LongModel.ScoresOf(LongModel.Rows(1000)).Sum(), sum));

        async Task<long> Sum(int caller)
        {
            long sum = 0;
            for (int row = 0; row < 1000; row++) sum += await client.ScoreAsync(row, new RowOptions(Partition: caller % 3));
            return sum;
        }
    }

    private static async Task<long> BlockOn(ValueTask<long> score, Task next, TaskCompletionSource goneOn)
    {
        long mine = await score.ConfigureAwait(false);
        next.GetAwaiter().GetResult();
        goneOn.SetResult();
        return mine;
    }

    private static async Task<long> SumOfTwo(IScoringClient<long, long> client, int row)
    {
        long first = await client.ScoreAsync(row).ConfigureAwait(false);
        return first + client.ScoreAsync(row + 100).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>A synchronization context that runs what was posted when a test says so.</summary>
    private sealed class PostedWork : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = [];

        public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

        public T Run<T>(Func<T> work)
        {
            SynchronizationContext? before = Current;
            SetSynchronizationContext(this);
            try
            {
                return work();
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }

        public void RunPosted()
        {
            while (_posted.TryDequeue(out (SendOrPostCallback Callback, object? State) next))
            {
                Run(() =>
                {
                    next.Callback(next.State);
                    return 0;
                });
            }
        }
    }
}
