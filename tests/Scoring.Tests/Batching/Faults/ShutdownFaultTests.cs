using System.Collections.Immutable;
using Scoring.Bindings;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Faults;

/// <summary>Faults that disposing once had.</summary>
public class ShutdownFaultTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Disposing_that_a_thread_with_a_context_blocks_upon_does_not_wait_for_that_thread()
    {
        var answer = new TaskCompletionSource<RecordBatch>();
        var leaf = new ScriptedLeaf { OnScore = (_, _, _) => new(answer.Task) };
        IScoringClient<long, long> client = Clients.Pooled(leaf, new ScoringClientOptions { ShutdownTimeout = TimeSpan.MaxValue });
        using var go = new ManualResetEventSlim();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task caller = CallAsync();
        answer.SetResult(LongModel.Score([1]));
        await told.Task;

        async Task CallAsync()
        {
            await client.ScoreAsync(1).ConfigureAwait(false);
            told.SetResult();
            go.Wait(2 * s_patience);
        }

        bool inTime = false;
        var ui = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new DeadContext());
            inTime = client.DisposeAsync().AsTask().Wait(s_patience);
        });
        ui.Start();
        ui.Join();
        go.Set();
        await caller;

        Assert.True(inTime, "Disposing waits for the thread that waits for it.");
    }

    [Fact]
    public async Task Leaf_that_fails_when_its_signature_is_given_up_does_not_keep_rows_or_the_leaf_alive()
    {
        var rest = new HoldingLeaf(LongModel.Signature(lanes: 1));
        int asked = 0;
        rest.Client.OnGetSignature = token =>
        {
            if (Interlocked.Increment(ref asked) > 2) return new(LongModel.Signature(lanes: 1));
            token.Register(static () => throw new InvalidOperationException("The leaf failed."));
            return new(new TaskCompletionSource<ScoringSignature>().Task);
        };
        IScoringClient<long, long> client = Clients.Inline(rest.Client);

        Task<long> stuck = client.ScoreAsync(1).AsTask();
        await client.WarmUpAsync();
        Task<long> flying = client.ScoreAsync(2).AsTask();
        Exception? error = await Record.ExceptionAsync(() => client.DisposeAsync().AsTask());

        Assert.True(flying.IsFaulted, "The row in the request was left behind.");
        Assert.Equal(1, rest.Client.DisposeCount);
        Assert.Null(error);
        Assert.True(stuck.IsFaulted);
    }

    [Fact]
    public async Task Row_whose_model_is_bound_too_late_is_not_sent_to_a_disposed_leaf()
    {
        var signature = new TaskCompletionSource<ScoringSignature>();
        var leaf = new HoldingLeaf();
        leaf.Client.OnGetSignature = _ => new(signature.Task);
        using var inBinding = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        IScoringClient<long, long> client = Clients.Started(leaf.Client, rows: new SlowBinding(inBinding, go));

        Task<long> row = client.ScoreAsync(1).AsTask();
        Task bind = Task.Run(() => signature.SetResult(LongModel.Signature()), TestContext.Current.CancellationToken);
        Assert.True(inBinding.Wait(s_patience));
        await client.DisposeAsync();
        Assert.Equal(1, leaf.Client.DisposeCount);
        go.Set();
        await bind;

        await Assert.ThrowsAsync<ScoringRejectedException>(() => row.WaitAsync(s_patience, TestContext.Current.CancellationToken));
        Assert.Empty(leaf.Requests);
    }

    [Fact]
    public void Row_that_came_before_dispose_is_rejected_and_not_told_that_the_client_was_disposed_before_it_came()
    {
        for (int i = 0; i < 20; i++)
        {
            using var carried = new CarriedRow(TimeSpan.FromHours(10));
            carried.Begin();
            Task<long> row = carried.Client.ScoreAsync(10).AsTask();
            carried.Start(() => carried.Client.DisposeAsync());
            carried.StartRequest();
            carried.End();

            Assert.IsType<ScoringRejectedException>(row.Exception?.InnerException);
        }
    }

    [Fact]
    public async Task Dispose_ends_single_rows_before_the_leaf_is_disposed()
    {
        var starter = new QueueingStarter();
        var leaf = new HoldingLeaf();
        bool hadEnded = false;
        Task<long>? row = null;
        leaf.Client.OnDispose = () =>
        {
            hadEnded = row!.IsCompleted;
            return ValueTask.CompletedTask;
        };
        IScoringClient<long, long> client = Clients.Started(leaf.Client, starter: starter);

        row = client.ScoreAsync(1).AsTask();
        starter.RunAll();
        Task dispose = client.DisposeAsync().AsTask();
        starter.RunAll();
        await dispose;

        Assert.True(hadEnded, "The leaf was disposed, and with it DisposeAsync over, before the row was told.");
    }

    [Fact]
    public async Task Rows_have_ended_when_disposing_has()
    {
        const int Rounds = 1000, Rows = 60;
        for (int round = 0; round < Rounds; round++)
        {
            var leaf = new ScriptedLeaf { OnGetSignature = static _ => new(LongModel.Signature(lanes: 2)) };
            IScoringClient<long, long> client = Clients.Pooled(leaf, new ScoringClientOptions { MaxBatchCount = 8 });

            // Not as tasks: one that is made of a row that has just ended learns of it later, on the pool.
            ValueTask<long>[] rows = [.. Enumerable.Range(0, Rows).Select(row => client.ScoreAsync(row))];

            await client.DisposeAsync();

            Assert.All(rows, static row => Assert.True(row.IsCompletedSuccessfully));
            foreach (ValueTask<long> row in rows) await row;
        }
    }

    /// <summary>The context of a thread that does not pump.</summary>
    private sealed class DeadContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }

    private sealed class SlowBinding(ManualResetEventSlim inBinding, ManualResetEventSlim go) : RowBinding<long>
    {
        private readonly RowBinding<long> _inner = RowBinding.Default<long>();

        public override ImmutableArray<BindingColumn> Columns
        {
            get
            {
                inBinding.Set();
                go.Wait(s_patience);
                return _inner.Columns;
            }
        }

        protected internal override void WriteRow(in long row, ref RowWriter writer) => _inner.WriteRow(in row, ref writer);
    }
}
