using Scoring.Records;
using Scoring.Switching;
using Scoring.Tests.Diagnostics;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Switching;

[Collection(ProcessWide.Name)]
public class SwitchingTests
{
    private readonly RecordingLoggers _loggers = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedLeaf _first = VersionedModel.Create(1);
    private readonly ScriptedLeaf _second = VersionedModel.Create(2);

    [Fact]
    public async Task Staged_model_takes_over_and_can_be_rolled_back()
    {
        await using SwitchingScoringClient client = await CreateAsync();
        Assert.Equal("1", await VersionOfAsync(client));

        ModelSlot staged = await client.StageAsync(_second);
        Assert.Equal(("1", "2", "2"), (await VersionOfAsync(client), staged.Version, client.Staging!.Version));
        Assert.Equal(new ModelSwap("1", "2", IsRollback: false, TimeSpan.Zero, HasDrained: true), await client.PromoteAsync());
        Assert.Equal(("2", "2", true), (await VersionOfAsync(client), client.Production.Version, client.Staging.WasInProduction));
        Assert.True((await client.RollBackAsync()).IsRollback);
        Assert.Equal("1", await VersionOfAsync(client));
        Assert.Equal("1", (await client.GetSignatureAsync()).ModelVersion);
        Assert.Equal([400, 404, 405, 404, 405], _loggers.Ids);
        Assert.Equal("2", _loggers.FieldsOf(404)["Version"]);
    }

    [Fact]
    public async Task Requests_of_the_model_before_end_as_they_would_have()
    {
        var held = new HoldingLeaf(LongModel.Signature() with { ModelVersion = "1" });
        await using SwitchingScoringClient client = await CreateAsync(leaf: held.Client);
        using RecordBatch rows = LongModel.Batch(2);
        Task<RecordBatch> before = client.ScoreAsync(rows).AsTask();
        await client.StageAsync(_second);
        Task<ModelSwap> swap = client.PromoteAsync().AsTask();

        Assert.Equal("2", await VersionOfAsync(client));
        Assert.False(swap.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(3));
        held.Requests[0].Complete();
        Assert.Equal((true, TimeSpan.FromSeconds(3)), ((await swap).HasDrained, (await swap).Drained));
        using RecordBatch scores = await before;
        Assert.Equal(LongModel.ScoresOf([0, 1]), scores.GetColumn<long>(0).Values.ToArray());
    }

    [Fact]
    public async Task Draining_has_a_limit_and_the_requests_go_on_beyond_it()
    {
        var held = new HoldingLeaf();
        await using SwitchingScoringClient client = await CreateAsync(new SwitchingOptions { DrainTimeout = TimeSpan.FromSeconds(5) }, held.Client);
        using RecordBatch rows = LongModel.Batch(2);
        Task<RecordBatch> before = client.ScoreAsync(rows).AsTask();
        await client.StageAsync(_second);
        Task<ModelSwap> swap = client.PromoteAsync().AsTask();
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.False((await swap).HasDrained);
        Assert.Equal(1, client.Staging!.InFlight);
        held.Requests[0].Complete();
        (await before).Dispose();
        Assert.Equal(1, _loggers.FieldsOf(406)["InFlight"]);
    }

    [Fact]
    public async Task Model_that_takes_something_else_is_not_staged()
    {
        await using SwitchingScoringClient client = await CreateAsync();
        var other = new ScriptedLeaf { OnGetSignature = static _ => new(Signatures.Taking(Signatures.OneRow)) };

        await Assert.ThrowsAsync<ScoringModelException>(() => client.StageAsync(other).AsTask());
        Assert.Equal((null, 1, "1"), (client.Staging, other.DisposeCount, await VersionOfAsync(client)));
        Assert.Single(_loggers[402]);
    }

    [Fact]
    public async Task Golden_rows_warm_every_lane_and_are_compared()
    {
        _second.OnGetSignature = static _ => new(LongModel.Signature(lanes: 2) with { ModelVersion = "2" });
        await using SwitchingScoringClient client = await CreateAsync(new SwitchingOptions { GoldenRows = LongModel.Batch(10), WarmUpRounds = 3 });

        ModelComparison comparison = (await client.StageAsync(_second)).Comparison!;
        Assert.Equal((3 * 2) + 1, _second.ScoreCount);
        Assert.Equal((10, 10, 1e9, 10, false), (comparison.Rows, comparison.DifferentRows, comparison.LargestDifference, comparison.Differences.Length, comparison.IsAccepted));
        Assert.Equal("row 0, score: 1000000001 → 2000000001", comparison.Differences[0].ToString());
        Assert.StartsWith("2 against 1: 10 of 10 golden rows differ, at most by 1e+09, more than is allowed", comparison.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_that_differs_too_much_is_promoted_only_on_demand()
    {
        using var heard = new MeterRecording("switch");
        await using SwitchingScoringClient client = await CreateAsync(new SwitchingOptions { GoldenRows = LongModel.Batch(10), Name = "switch" });
        await client.StageAsync(_second);

        await Assert.ThrowsAsync<ScoringModelException>(() => client.PromoteAsync().AsTask());
        Assert.Equal("1", await VersionOfAsync(client));
        await client.PromoteAsync(acceptDifferences: true);
        Assert.Equal("2", await VersionOfAsync(client));
        Assert.Equal([1], heard["scoring.model.swaps", "scoring.model.swap.outcome", "refused"]);
        Assert.Equal([1], heard["scoring.model.swaps", "scoring.model.swap.outcome", "promoted"]);
        Assert.Single(heard["scoring.model.load.duration", "scoring.model.version", "2"]);
    }

    [Fact]
    public async Task Model_that_fails_on_the_golden_rows_is_not_staged()
    {
        await using SwitchingScoringClient client = await CreateAsync(new SwitchingOptions { GoldenRows = LongModel.Batch(10) });
        _second.OnScore = static (_, _, _) => throw new ScoringRefusedException("no");

        await Assert.ThrowsAsync<ScoringRefusedException>(() => client.StageAsync(_second).AsTask());
        Assert.Equal((null, 1), (client.Staging, _second.DisposeCount));
    }

    [Fact]
    public async Task Versions_are_told_apart_whatever_models_say()
    {
        await using SwitchingScoringClient client = await CreateAsync();

        Assert.Equal("#1", (await client.StageAsync(VersionedModel.Create(1))).Version);
        Assert.Equal("mine", (await client.StageAsync(VersionedModel.Create(1), "mine")).Version);
    }

    [Fact]
    public async Task Model_that_is_replaced_or_discarded_is_disposed()
    {
        SwitchingScoringClient client = await CreateAsync();
        await client.StageAsync(_second);
        await client.StageAsync(VersionedModel.Create(3));
        Assert.Equal(1, _second.DisposeCount);
        await client.PromoteAsync();
        await client.DiscardAsync();
        Assert.Equal(1, _first.DisposeCount);

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.RollBackAsync().AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.PromoteAsync().AsTask());
        await client.DisposeAsync();
        await client.DisposeAsync();
        using RecordBatch rows = LongModel.Batch(1);
        Assert.Throws<ObjectDisposedException>(() => client.ScoreAsync(rows));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.StageAsync(VersionedModel.Create(4)).AsTask());
    }

    [Fact]
    public async Task Version_that_answered_is_a_tag_of_its_request()
    {
        using var heard = new MeterRecording("tagged");
        SwitchingScoringClient model = await CreateAsync();
        await using IScoringClient<long, long> client = Clients.Started(model, new ScoringClientOptions { Name = "tagged", ShutdownTimeout = TimeSpan.Zero });
        await client.ScoreAsync(1L);
        await model.StageAsync(_second);
        await model.PromoteAsync();
        await client.ScoreAsync(1L);

        Assert.Equal([1], heard["scoring.client.batch.size", "scoring.model.version", "1"]);
        Assert.Equal([1], heard["scoring.client.batch.size", "scoring.model.version", "2"]);
        Assert.Single(heard["scoring.client.operation.duration", "scoring.model.version", "2"]);
    }

    [Theory]
    [InlineData(1, 1 + 1e-7, true)]
    [InlineData(1000, 1000.05, true)]
    [InlineData(1000, 1000.2, false)]
    [InlineData(double.NaN, double.NaN, true)]
    [InlineData(double.NaN, 1, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, true)]
    [InlineData(double.PositiveInfinity, 1, false)]
    public void Tolerance_is_absolute_or_relative(double left, double right, bool areAlike) => Assert.Equal(areAlike, new ModelTolerance().AreAlike(left, right));

    [Fact]
    public void Texts_and_flags_are_compared_too()
    {
        using RecordBatch left = RecordBatch.FromColumns(ColumnValues.Of("label", new[] { "a", "b" }), ColumnValues.Of("flag", new[] { true, true }));
        using RecordBatch right = RecordBatch.FromColumns(ColumnValues.Of("label", new[] { "a", "c" }), ColumnValues.Of("flag", new[] { true, false }));

        ModelComparison comparison = new ScoreComparer(new ModelTolerance(MaxDifferentRows: 0.5)).Compare(left, right, "1", "2");
        Assert.Equal((1, true), (comparison.DifferentRows, comparison.IsAccepted));
        Assert.Equal(["row 1, label: b → c", "row 1, flag: True → False"], comparison.Differences.Select(static difference => difference.ToString()));
    }

    private static async Task<string> VersionOfAsync(SwitchingScoringClient client)
    {
        using RecordBatch rows = LongModel.Batch(1);
        using RecordBatch scores = await client.ScoreAsync(rows);
        return $"{VersionedModel.Read(scores.GetColumn<long>(0)[0]).Version}";
    }

    private async Task<SwitchingScoringClient> CreateAsync(SwitchingOptions? options = null, IScoringClient? leaf = null)
    {
        options ??= new SwitchingOptions();
        (options.LoggerFactory, options.TimeProvider) = (_loggers, _clock);
        return await SwitchingScoringClient.CreateAsync(leaf ?? _first, options);
    }
}
