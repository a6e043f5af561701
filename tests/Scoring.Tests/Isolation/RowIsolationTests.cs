using Scoring.Isolation;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Isolation;

public class RowIsolationTests
{
    private readonly MixedModel _model = new();

    public static TheoryData<Exception> Refusals =>
    [
        new ScoringRefusedException("No such zone."), new ScoringException("No such zone.") { Status = 400 }, new ScoringException("No such zone.") { Status = 422 },
    ];

    public static TheoryData<Exception> OtherErrors =>
    [
        new ScoringException("Busy.") { Status = 500 }, new ScoringException("Busy.") { Status = 503 },
        new ScoringException("Not allowed.") { Status = 401 }, new ScoringException("Lost."), new ScoringResponseException("Odd.") { Status = 400 },
        new ScoringRejectedException("Late."), new ScoringNotIsolatedException("Unknown.") { Status = 400 }, new ScoringBindingException("Columns."),
        new OperationCanceledException(), new TimeoutException(), new FormatException(),
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Refused_request_is_bisected(Exception refusal)
    {
        var leaf = new RefusingLeaf(_model.Score) { Refuse = rows => rows.Contains(5) ? refusal : null };
        using RecordBatch rows = _model.Batch(8);

        using RecordBatch response = await Isolating(leaf).ScoreAsync(rows);

        Assert.Equal([new RowError(5, refusal)], response.RowErrors);
        _model.Check(response.Slice(0, 5), 5);
        _model.Check(response.Slice(6, 2), 2, 6);
        Assert.Equal([8, 4, 2, 2, 1, 1], leaf.Requests.Select(static request => request.Length));
    }

    [Theory]
    [MemberData(nameof(OtherErrors))]
    public async Task Other_error_is_thrown_as_it_is(Exception error)
    {
        var leaf = new RefusingLeaf(_model.Score) { Refuse = _ => error };
        using RecordBatch rows = _model.Batch(8);

        Assert.Same(error, await Record.ExceptionAsync(async () => await Isolating(leaf).ScoreAsync(rows)));
        Assert.Single(leaf.Requests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Rows_that_were_each_refused_alone_are_listed(int count)
    {
        var refusal = new ScoringRefusedException("No such zone.");
        var leaf = new RefusingLeaf(_model.Score) { Refuse = _ => refusal };
        using RecordBatch rows = _model.Batch(count);

        var error = await Assert.ThrowsAsync<ScoringRowsException>(async () => await Isolating(leaf).ScoreAsync(rows));

        Assert.Equal(Enumerable.Range(0, count).Select(row => new RowError(row, refusal)), error.Errors);
        Assert.Equal((2 * count) - 1, leaf.Requests.Count);
    }

    [Fact]
    public async Task Request_of_no_rows_is_passed_on()
    {
        var refusal = new ScoringRefusedException("No rows.");
        var leaf = new RefusingLeaf(_model.Score) { Refuse = _ => refusal };
        using RecordBatch rows = _model.Batch(0);

        Assert.Same(refusal, await Record.ExceptionAsync(async () => await Isolating(leaf).ScoreAsync(rows)));
    }

    [Fact]
    public async Task Request_that_is_fine_is_answered_with_the_leafs_own_response()
    {
        RecordBatch answer = default;
        var leaf = new RefusingLeaf(rows => answer = _model.Score(rows));
        using RecordBatch rows = _model.Batch(8);
        using RecordBatch response = await Isolating(leaf).ScoreAsync(rows);

        Assert.Equal(answer, response);
        Assert.Empty(response.RowErrors);
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(4, 5)]
    [InlineData(9, 5)]
    [InlineData(500, 5)]
    public async Task Refusal_of_the_whole_request_is_recognized_early(int count, int calls)
    {
        var leaf = new RefusingLeaf { Refuse = static rows => new ScoringRefusedException($"{rows.Length} rows of 3 values: there must be 4, not 3.") };
        using RecordBatch rows = _model.Batch(count);

        var error = await Assert.ThrowsAsync<ScoringRefusedException>(async () => await Isolating(leaf).ScoreAsync(rows));

        Assert.StartsWith($"{count} rows", error.Message, StringComparison.Ordinal);
        Assert.Equal(calls, leaf.Requests.Count);
    }

    [Fact]
    public async Task Bad_rows_in_both_halves_are_not_taken_for_the_whole_request()
    {
        var leaf = new RefusingLeaf(_model.Score) { Refuse = static rows => rows.Any(static row => row is 0 or 99) ? new ScoringRefusedException("No such zone.") : null };
        using RecordBatch rows = _model.Batch(100);

        using RecordBatch response = await Isolating(leaf, 100).ScoreAsync(rows);

        Assert.Equal([0, 99], response.RowErrors.Select(static error => error.Index));
        Assert.Empty(leaf.SentAgain);
        _model.Check(response.Slice(1, 98), 98, 1);
    }

    [Fact]
    public async Task Rows_that_are_all_bad_in_their_own_way_are_listed()
    {
        var leaf = new RefusingLeaf { Bad = [.. LongModel.Rows(5)] };
        using RecordBatch rows = _model.Batch(5);

        var error = await Assert.ThrowsAsync<ScoringRowsException>(async () => await Isolating(leaf).ScoreAsync(rows));

        Assert.Equal(5, error.Rows);
        Assert.Equal(Enumerable.Range(0, 5).Select(static row => (row, RefusingLeaf.MessageOf(row))), error.Errors.Select(static row => (row.Index, row.Error.Message)));
    }

    [Fact]
    public async Task Rows_left_when_the_budget_is_spent_are_told_so()
    {
        var leaf = new RefusingLeaf(_model.Score) { Bad = [0, 2, 9] };
        using RecordBatch rows = _model.Batch(16);

        using RecordBatch response = await Isolating(leaf, 6).ScoreAsync(rows, new ScoringContext { Partition = 4 });

        Assert.Equal(7, leaf.Requests.Count);
        Assert.Equal([0, 1, 2, 3, 8, 9, 10, 11], response.RowErrors.Select(static error => error.Index));
        var notIsolated = Assert.IsType<ScoringNotIsolatedException>(Assert.Single(response.RowErrors.Select(static error => error.Error).Distinct()));
        Assert.Contains("16 rows", notIsolated.Message, StringComparison.Ordinal);
        Assert.Contains("the 6 calls", notIsolated.Message, StringComparison.Ordinal);
        Assert.Contains("RowIsolationOptions.MaxCalls", notIsolated.Message, StringComparison.Ordinal);
        Assert.Equal(RefusingLeaf.MessageOf(0), Assert.IsType<ScoringRefusedException>(notIsolated.InnerException).Message);
        Assert.Equal((4, 16, 400), (notIsolated.Partition, notIsolated.Rows, notIsolated.Status));
        _model.Check(response.Slice(12, 4), 4, 12);
    }

    [Fact]
    public async Task Every_call_has_the_context_and_reports_its_attempt()
    {
        var leaf = new RefusingLeaf(_model.Score) { Bad = [6] };
        var attempts = new AttemptCount();
        var context = new ScoringContext { Partition = 3, Attempts = attempts, RunInline = true, Deadline = Deadline.After(TimeSpan.FromHours(1)) };
        using RecordBatch rows = _model.Batch(8);
        using RecordBatch response = await Isolating(leaf).ScoreAsync(rows, context);

        Assert.All(leaf.Contexts, given => Assert.Equal(context, given));
        Assert.Equal([8, 4, 2, 1, 1], attempts.Attempts.Select(static attempt => attempt.Rows));
    }

    [Fact]
    public async Task Refusal_thrown_inside_the_call_is_one_all_the_same()
    {
        var leaf = new RefusingLeaf(_model.Score) { Bad = [1], IsEager = true };
        using RecordBatch rows = _model.Batch(2);
        using RecordBatch response = await Isolating(leaf).ScoreAsync(rows);

        Assert.Equal([1], response.RowErrors.Select(static error => error.Index));
    }

    [Fact]
    public async Task Larger_request_that_is_refused_only_for_its_size_has_all_its_scores()
    {
        var leaf = new RefusingLeaf(_model.Score) { Refuse = static rows => rows.Length > 3 ? new ScoringRefusedException("Out of memory.") : null };
        using RecordBatch rows = _model.Batch(20);
        using RecordBatch response = await Isolating(leaf, 100).ScoreAsync(rows);

        Assert.Empty(response.RowErrors);
        _model.Check(response, 20);
    }

    private static RowIsolationScoringClient Isolating(RefusingLeaf leaf, int? maxCalls = null) => new(leaf.Client, new RowIsolationOptions { MaxCalls = maxCalls });
}
