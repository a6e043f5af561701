using System.Collections.Immutable;
using Scoring.Bindings;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Batching.Faults;

/// <summary>Faults that the order of rows, and what is said of late ones, once had.</summary>
public class OrderFaultTests
{
    [Fact]
    public void Rows_of_one_thread_and_partition_are_sent_in_their_order()
    {
        for (int i = 0; i < 20; i++)
        {
            using var carried = new CarriedRow(TimeSpan.FromHours(10));
            using var source = new CancellationTokenSource();
            _ = carried.Client.ScoreAsync(LongModel.Rows(1), new long[1], new RowOptions(Partition: 0), source.Token).AsTask();
            carried.Begin();
            carried.Start(source.Cancel);
            _ = carried.Client.ScoreAsync(10).AsTask();
            carried.StartRequest();
            _ = carried.Client.ScoreAsync(11).AsTask();
            carried.End();
            carried.CompleteAll();
            Assert.Equal([10, 11], carried.Leaf.Requests.SelectMany(static request => request.Rows).Where(static row => row >= 10));
        }
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(0, 10_000)]
    public void Row_of_higher_priority_or_with_a_deadline_of_another_thread_goes_first(int priority, int? seconds)
    {
        TimeSpan? deadline = seconds is { } time ? TimeSpan.FromSeconds(time) : null;
        var starter = new QueueingStarter();
        var leaf = new HoldingLeaf(LongModel.Signature(lanes: 1));
        IScoringClient<long, long> client = Clients.Started(leaf.Client, new ScoringClientOptions { ShutdownTimeout = TimeSpan.Zero, MaxBatchCount = 64 }, starter);

        for (int i = 0; i < 200; i++) _ = client.ScoreAsync(i).AsTask();
        var other = new Thread(() => _ = client.ScoreAsync(1000, new RowOptions(Priority: priority, Deadline: deadline)).AsTask());
        other.Start();
        other.Join();
        starter.RunAll();

        Assert.Contains(1000, leaf.Requests[0].Rows);
    }

    [Fact]
    public async Task Row_that_is_listed_as_late_has_no_score()
    {
        var clock = new ManualTimeProvider();
        var binding = new LateBinding(() => clock.Advance(TimeSpan.FromSeconds(1)));
        IScoringClient<long, long> client = new ScoringClientBuilder(new ScriptedLeaf()).Build<long, long>(null, binding, new ScoringClientOptions
        {
            TimeProvider = clock,
            Starter = InlineStarter.Instance,
            ShutdownTimeout = TimeSpan.Zero,
        });
        long[] scores = [-1, -1];

        Exception? error = await Record.ExceptionAsync(client.ScoreAsync(LongModel.Rows(2), scores, new RowOptions(Deadline: TimeSpan.FromMilliseconds(10))).AsTask);

        // Whichever it is: it was late, or it was still in time.
        int[] late = [.. (error as ScoringRowsException)?.Errors.Select(static row => row.Index) ?? []];
        for (int i = 0; i < scores.Length; i++) Assert.Equal(late.Contains(i) ? -1 : LongModel.ScoreOf(LongModel.Rows(2)[i]), scores[i]);
    }

    private sealed class LateBinding(Action onRead) : ScoreBinding<long>
    {
        private readonly ScoreBinding<long> _inner = ScoreBinding.Default<long>();

        public override ImmutableArray<BindingColumn> Columns => _inner.Columns;

        protected internal override long ReadScore(ref ScoreReader reader)
        {
            onRead();
            return _inner.ReadScore(ref reader);
        }
    }
}
