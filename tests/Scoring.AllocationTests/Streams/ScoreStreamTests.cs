using Scoring.AllocationTests.Measuring;
using Scoring.AllocationTests.Rows;
using Scoring.Streaming;

namespace Scoring.AllocationTests.Streams;

/// <summary>Streams that are under way. When it begins, a stream allocates the memory for its window.</summary>
public sealed class ScoreStreamTests(ITestOutputHelper output)
{
    private readonly AllocationMeter _meter = new(output);

    [Theory]
    [InlineData(StreamOrder.Partition, 1, null)]
    [InlineData(StreamOrder.Partition, 5, null)]
    [InlineData(StreamOrder.Completion, 1, null)]
    [InlineData(StreamOrder.Completion, 5, null)]
    [InlineData(StreamOrder.Partition, 1, 512)]
    [InlineData(StreamOrder.Partition, 5, 512)]
    [InlineData(StreamOrder.Completion, 1, 512)]
    public async Task Stream_of_objects_allocates_nothing(StreamOrder order, int partitions, int? channelCapacity)
    {
        var options = new ScoringStreamOptions<Reading>
        {
            MaxInFlight = partitions == 1 ? 1_024 : 256,
            Order = order,
            Partition = partitions == 1 ? null : row => row.Visits % partitions,
        };
        await using var rows = new StreamedRows<Reading, Probabilities>("logreg4", RowBindings.ByHand, RowBindings.ScorePerRow, ReadingOf, options, channelCapacity);

        // How many calls are in flight at once differs from one moment to the next, and each needs an object of its own.
        await rows.RunAsync(2_000);
        await _meter.AssertNothingAsync(WorkloadOf(rows.RunAsync));
    }

    [Fact]
    public async Task Stream_of_structs_allocates_nothing()
    {
        await using var rows = new StreamedRows<Point, Probabilities>("logreg4", RowBindings.StructPerRow, RowBindings.ScorePerRow, PointOf, new());

        await _meter.AssertNothingAsync(WorkloadOf(rows.RunAsync));
    }

    [Fact]
    public async Task Stream_of_arrays_into_a_slow_model_allocates_nothing()
    {
        await using var rows = new StreamedRows<float[], float>("gbdt_reg20", null, null, static i => [.. Enumerable.Range(i, 20).Select(static k => k % 7f)], new());

        await _meter.AssertNothingAsync(WorkloadOf(rows.RunAsync));
    }

    private static Workload WorkloadOf(Func<int, Task> run) => new(1_000, StreamedRows<Reading, Probabilities>.RowsPerCall, run);

    private static Reading ReadingOf(int i) => new() { Age = i % 90, Income = i % 1_000, Tenure = i % 40, Visits = i % 10 };

    private static Point PointOf(int i) => new(i % 90, i % 1_000, i % 40, i % 10);
}
