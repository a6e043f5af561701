using System.Collections.Immutable;
using Scoring.Bindings;
using Scoring.Records;
using Scoring.Tests.Bindings;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client;

/// <summary>A row that cannot be written, or whose score cannot be read, fails alone.</summary>
public class RowClientRowErrorTests
{
    private static readonly RowBinding<long> s_picky = RowBinding.For<long>()
        .Column("row", static (in long row) => row % 1000 < 500 ? row : throw new FormatException($"Row {row} is not good."))
        .Build();

    [Theory]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 9 })]
    [InlineData(new[] { 10 })]
    [InlineData(new[] { 29 })]
    [InlineData(new[] { 0, 9, 10, 19, 29 })]
    [InlineData(new[] { 11, 12, 13 })]
    [InlineData(new[] { 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 })]
    [InlineData(new[] { 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28 })]
    public async Task Row_whose_binding_throws_fails_alone(int[] bad)
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, s_picky, maxBatchCount: 10);
        long[] rows = LongModel.Rows(30), scores = RowFailures.NewScores(30);
        foreach (int index in bad) rows[index] += 500;

        ValueTask call = client.ScoreAsync(rows, scores);
        leaf.CompleteAll();
        ImmutableArray<RowError> errors = await RowFailures.Of(call, rows, scores);

        Assert.Equal(bad, errors.Indexes());
        Assert.All(errors, error => Assert.Equal($"Row {rows[error.Index]} is not good.", Assert.IsType<FormatException>(error.Error).Message));
        Assert.Equal(rows.Where((_, index) => !bad.Contains(index)), leaf.Requests.SelectMany(static request => request.Rows).Order());
    }

    [Fact]
    public async Task Rows_that_all_fail_make_no_request()
    {
        var leaf = new ScriptedLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf, s_picky, maxBatchCount: 10);
        long[] rows = LongModel.Rows(30, first: 500), scores = RowFailures.NewScores(30);

        ImmutableArray<RowError> errors = await RowFailures.Of(client.ScoreAsync(rows, scores), rows, scores);

        Assert.Equal(30, errors.Length);
        Assert.Equal(0, leaf.ScoreCount);
    }

    [Fact]
    public async Task Row_that_fails_in_a_request_that_fails_keeps_its_own_error()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, s_picky, maxBatchCount: 10);
        long[] rows = LongModel.Rows(30), scores = RowFailures.NewScores(30);
        rows[13] = 999;

        ValueTask call = client.ScoreAsync(rows, scores);
        leaf.Requests.Single(static request => request.Rows.Contains(12)).Fail(new ScoringRefusedException("No such zone."));
        leaf.CompleteAll();
        ImmutableArray<RowError> errors = await RowFailures.Of(call, rows, scores);

        Assert.Equal(Enumerable.Range(10, 10), errors.Indexes());
        Assert.Equal(
            Enumerable.Range(10, 10).Select(static index => index == 13 ? "Row 999 is not good." : "No such zone."), errors.Select(static error => error.Error.Message));
    }

    [Fact]
    public async Task Request_after_one_with_a_bad_row_is_whole_again()
    {
        var leaf = new HoldingLeaf();
        await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, s_picky, maxBatchCount: 10, maxParallelRequests: 1);
        long[] rows = LongModel.Rows(30), scores = RowFailures.NewScores(30);
        rows[3] = 999;

        ValueTask call = client.ScoreAsync(rows, scores);
        leaf.CompleteAll();
        _ = await RowFailures.Of(call, rows, scores);

        Assert.Equal([9, 10, 10], leaf.Requests.Select(static request => request.Rows.Length));
    }

    [Fact]
    public async Task Row_of_another_length_fails_alone()
    {
        ScoringSignature signature = LongModel.Signature() with { Inputs = [new SignatureColumn("pair", ElementType.Int64, [2])] };
        var leaf = new ScriptedLeaf { OnGetSignature = _ => new(signature), OnScore = static (rows, _, _) => new(LongModel.Score(Seconds(rows))) };
        await using IScoringClient<long[], long> client = Clients.Inline<long[]>(leaf, null);
        long[][] rows = [[0, 10], [0], [0, 12], [], [0, 14], [0, 15, 16], null!];
        long[] scores = RowFailures.NewScores(rows.Length);

        var exception = await Assert.ThrowsAsync<ScoringRowsException>(client.ScoreAsync(rows, scores).AsTask);

        Assert.Equal([1, 3, 5, 6], exception.Errors.Indexes());
        Assert.Equal(
            [LongModel.ScoreOf(10), RowFailures.Unwritten, LongModel.ScoreOf(12), RowFailures.Unwritten, LongModel.ScoreOf(14), RowFailures.Unwritten, RowFailures.Unwritten], scores);
        Assert.All(exception.Errors.Take(3), static error => Assert.Contains("'pair' Int64 [2]", Assert.IsType<ScoringBindingException>(error.Error).Message));
    }

    [Fact]
    public async Task Row_that_writes_too_few_or_too_many_values_fails_alone()
    {
        ScoringSignature signature = LongModel.Signature() with { Inputs = [new SignatureColumn("x", ElementType.Float32, [2])] };
        var leaf = new ScriptedLeaf { OnGetSignature = _ => new(signature), OnScore = static (rows, _, _) => new(LongModel.Score(Sums(rows))) };
        RowBinding<int> binding = RowBinding.Create<int>(
            static (in int row, ref RowWriter w) =>
            {
                for (int i = 0; i < row; i++) w.Write(1f);
            },
            new BindingColumn("x", ElementType.Float32, [2]));
        await using IScoringClient<int, long> client = Clients.Inline(leaf, binding);
        int[] rows = [2, 1, 2, 3, 0, 2, 9];
        long[] scores = RowFailures.NewScores(rows.Length);

        var exception = await Assert.ThrowsAsync<ScoringRowsException>(client.ScoreAsync(rows, scores).AsTask);

        Assert.Equal([1, 3, 4, 6], exception.Errors.Indexes());
        Assert.Equal(rows.Select(static row => row == 2 ? LongModel.ScoreOf(2) : RowFailures.Unwritten), scores);
    }

    [Fact]
    public async Task Row_whose_integer_overflows_fails_alone()
    {
        ScoringSignature signature = LongModel.Signature() with { Inputs = [new SignatureColumn("row", ElementType.Int16, [])] };
        var leaf = new ScriptedLeaf { OnGetSignature = _ => new(signature), OnScore = static (rows, _, _) => new(LongModel.Score(Shorts(rows))) };
        await using IScoringClient<long, long> client = Clients.Inline(leaf, RowBinding.For<long>().Column("row", static (in long row) => row).AllowNarrowing().Build());
        long[] rows = [1, short.MaxValue, short.MaxValue + 1, short.MinValue, short.MinValue - 1, 2], scores = RowFailures.NewScores(6);

        ImmutableArray<RowError> errors = await RowFailures.Of(client.ScoreAsync(rows, scores), rows, scores);

        Assert.Equal([2, 4], errors.Indexes());
        Assert.All(errors, static error => Assert.IsType<OverflowException>(error.Error));
    }

    [Theory]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 29 })]
    [InlineData(new[] { 3, 4, 17, 29 })]
    [InlineData(new[] { 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 })]
    public async Task Row_whose_score_overflows_fails_alone(int[] bad)
    {
        ScoreBinding<int> binding = ScoreBinding.For<int>().Output("score", static (ref int score, int value) => score = value).AllowNarrowing().Build();
        await using IScoringClient<long, int> client = new ScoringClientBuilder(new ScriptedLeaf())
            .Build(RowBinding.Default<long>(), binding, new ScoringClientOptions { MaxBatchCount = 10, Starter = InlineStarter.Instance });
        long[] rows = LongModel.Rows(30);
        foreach (int index in bad) rows[index] = int.MaxValue;
        var scores = new int[30];

        var exception = await Assert.ThrowsAsync<ScoringRowsException>(client.ScoreAsync(rows, scores).AsTask);

        Assert.Equal(bad, exception.Errors.Indexes());
        Assert.All(exception.Errors, static error => Assert.IsType<OverflowException>(error.Error));
        Assert.All(Enumerable.Range(0, 30).Except(bad), index => Assert.Equal(LongModel.ScoreOf(rows[index]), scores[index]));
    }

    [Fact]
    public async Task Row_whose_score_binding_throws_fails_alone_beside_rows_that_could_not_be_written()
    {
        ScoreBinding<long> binding = ScoreBinding.Create(static (ref ScoreReader r) => r.Read<long>() is var score && score % 2 == 0 ? throw new FormatException($"{score} is even.") : score);
        await using IScoringClient<long, long> client = new ScoringClientBuilder(new ScriptedLeaf())
            .Build(s_picky, binding, new ScoringClientOptions { MaxBatchCount = 10, Starter = InlineStarter.Instance });
        long[] rows = [0, 1, 2, 500, 4, 5, 6, 7, 500, 500, 10, 11, 12], scores = RowFailures.NewScores(13);

        ImmutableArray<RowError> errors = await RowFailures.Of(client.ScoreAsync(rows, scores), rows, scores);

        Assert.Equal([1, 3, 5, 7, 8, 9, 11], errors.Indexes());
    }

    [Fact]
    public async Task Binding_that_counts_its_rows_wrong_fails_the_request_and_is_named()
    {
        ScoringSignature signature = LongModel.Signature() with { Inputs = [new SignatureColumn("x", ElementType.Float32, [2])] };
        var leaf = new ScriptedLeaf { OnGetSignature = _ => new(signature) };
        await using IScoringClient<Trip, long> client = Clients.Inline(leaf, new PackedTripBinding { Miscount = -1 });

        var exception = await Assert.ThrowsAsync<ScoringRowsException>(async () => await client.ScoreAsync(new Trip[5]));

        Assert.Equal(5, exception.Errors.Length);
        Assert.Contains("PackedTripBinding.WriteRows wrote 4 of 5 rows", exception.Errors[0].Error.Message);
        Assert.Equal(0, leaf.ScoreCount);
    }

    [Fact]
    public async Task Score_binding_that_counts_its_rows_wrong_fails_the_request_and_is_named()
    {
        ScoringSignature signature = LongModel.Signature() with { Outputs = [new SignatureColumn("score", ElementType.Float32, [2])] };
        var leaf = new ScriptedLeaf { OnGetSignature = _ => new(signature), OnScore = static (rows, _, _) => new(RecordBatch.FromValues<float>(new float[2 * rows.RowCount], [2], "score")) };
        await using IScoringClient<long, Verdict> client = new ScoringClientBuilder(leaf).Build<long, Verdict>(scores: new PackedVerdictBinding { Miscount = 1 });

        var exception = await Assert.ThrowsAsync<ScoringRowsException>(async () => await client.ScoreAsync(LongModel.Rows(5)));

        Assert.Equal(5, exception.Errors.Length);
        Assert.Contains("PackedVerdictBinding.ReadScores read 4 of 5 rows", exception.Errors[0].Error.Message);
    }

    [Fact]
    public async Task Row_whose_text_fails_half_way_leaves_no_trace_in_its_neighbours()
    {
        RowBinding<int> binding = RowBinding.Create<int>(
            static (in int row, ref RowWriter w) =>
            {
                w.Write($"first of {row}");
                if (row % 3 == 0) throw new FormatException();
                w.Write(row % 2 == 0 ? null : $"second of {row}");
            },
            "first", "second");
        ScoringSignature signature = LongModel.Signature() with
        {
            Inputs = [new SignatureColumn("first", ElementType.String, []), new SignatureColumn("second", ElementType.String, [])],
        };
        var seen = new List<object?>();
        var leaf = new ScriptedLeaf
        {
            OnGetSignature = _ => new(signature),
            OnScore = (rows, _, _) =>
            {
                seen.AddRange(Values.Of(rows, "first").Zip(Values.Of(rows, "second"), static (first, second) => $"{first}, {second ?? "null"}"));
                return new(LongModel.Score(new long[rows.RowCount]));
            },
        };
        await using IScoringClient<int, long> client = Clients.Inline(leaf, binding);

        await Assert.ThrowsAsync<ScoringRowsException>(async () => await client.ScoreAsync(new[] { 0, 1, 2, 3, 4, 5, 6 }));

        Assert.Equal(["first of 1, second of 1", "first of 2, null", "first of 4, null", "first of 5, second of 5"], seen);
    }

    [Fact]
    public async Task Every_row_ends_once_whatever_fails()
    {
        for (int round = 0; round < 100; round++)
        {
            int seed = (int)Properties.Seed + round;
            var random = new Random(seed);
            var leaf = new HoldingLeaf();
            await using IScoringClient<long, long> client = Clients.Inline(leaf.Client, s_picky, random.Next(1, 200), random.Next(1, 9));
            long[] rows = [.. Enumerable.Range(0, random.Next(1, 1500)).Select(index => (1000L * index) + (random.Next(20) == 0 ? 500 : 0))];
            long[] scores = RowFailures.NewScores(rows.Length);
            var expected = new SortedSet<int>(Enumerable.Range(0, rows.Length).Where(index => rows[index] % 1000 == 500));

            ValueTask call = client.ScoreAsync(rows, scores);
            while (leaf.Open.ToArray() is { Length: > 0 } open)
            {
                HeldRequest request = open[random.Next(open.Length)];
                bool fails = random.Next(5) == 0;
                if (fails) expected.UnionWith(request.Rows.Select(static row => (int)(row / 1000)));
                if (fails) request.Fail(new ScoringRefusedException("No such zone."));
                else request.Complete();
            }

            int[] failed = expected.Count == 0 ? [] : (await RowFailures.Of(call, rows, scores)).Indexes();
            if (expected.Count == 0) await call;
            Assert.True(expected.SequenceEqual(failed), $"Other rows failed than should with seed {seed}.");
        }
    }

    private static long[] Seconds(RecordBatch rows) => [.. Enumerable.Range(0, rows.RowCount).Select(row => rows.GetColumn<long>(0).GetRow(row)[1])];

    private static long[] Sums(RecordBatch rows) => [.. Enumerable.Range(0, rows.RowCount).Select(row => (long)(rows.GetColumn<float>(0).GetRow(row)[0] + rows.GetColumn<float>(0).GetRow(row)[1]))];

    private static long[] Shorts(RecordBatch rows) => [.. Enumerable.Range(0, rows.RowCount).Select(row => (long)rows.GetColumn<short>(0)[row])];
}
