using Scoring.Isolation;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Isolation;

/// <summary>What is known of a request's rows stays when something happens in the middle of the search.</summary>
public class RowIsolationInterruptionTests
{
    private const int Rows = 16;

    /// <summary>Requests for <see cref="Rows"/> rows with bad ones at 3 and 12.</summary>
    private const int AllCalls = 13;

    private readonly MixedModel _model = new();

    public static TheoryData<int> Calls => [.. Enumerable.Range(2, AllCalls - 1)];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Other_error_is_that_of_the_rows_left(int call)
    {
        var busy = new ScoringException("Busy.") { Status = 503 };
        RefusingLeaf leaf = Leaf();
        leaf.OnRequest = number => Throw(number == call, busy);

        await CheckAsync(leaf, default, () => call - 1, error => ReferenceEquals(error, busy));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Answer_that_cannot_be_trusted_is_the_error_of_the_rows_left(int call)
    {
        int good = 0;
        RefusingLeaf leaf = null!;
        leaf = Leaf(rows => leaf.Requests.Count >= call ? _model.Score(rows.Slice(0, rows.RowCount - 1)) : _model.Score(rows));
        leaf.OnRequest = number => good = number < call || leaf.Requests[^1].Any(leaf.Bad.Contains) ? number : number - 1;

        await CheckAsync(leaf, default, () => good, static error => error is ScoringResponseException);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Rows_left_at_the_deadline_are_rejected(int call)
    {
        var clock = new ScriptedTimeProvider();
        RefusingLeaf leaf = Leaf();
        leaf.OnRequest = number => clock.Advance(TimeSpan.FromSeconds(number == call - 1 ? 2 : 0));

        await CheckAsync(leaf, new ScoringContext { Deadline = Deadline.After(TimeSpan.FromSeconds(1), clock) }, () => call - 1, static error => error is ScoringRejectedException);
        Assert.Equal(call - 1, leaf.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Cancellation_ends_the_search(int call)
    {
        using var cancellation = new CancellationTokenSource();
        RefusingLeaf leaf = Leaf();
        leaf.OnRequest = number => CancelAt(number == call - 1, cancellation);
        using RecordBatch rows = _model.Batch(Rows);

        ValueTask<RecordBatch> answer = Isolating(leaf).ScoreAsync(rows, default, cancellation.Token);

        await Assert.ThrowsAsync<OperationCanceledException>(answer.AsTask);
        Assert.Equal(call - 1, leaf.Requests.Count);
        _model.Responses.CheckAllReturned();
    }

    [Fact]
    public async Task Parts_with_different_columns_are_not_joined()
    {
        RefusingLeaf leaf = Leaf(rows => rows.GetColumn<long>(0)[0] < Rows / 2 ? _model.Score(rows) : LongModel.Score(rows));
        using RecordBatch rows = _model.Batch(Rows);

        using RecordBatch response = await Isolating(leaf).ScoreAsync(rows);

        _model.Check(response.Slice(4, 4), 4, 4);
        Assert.Contains("different columns", Assert.IsType<ScoringResponseException>(response.FindRowError(8)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_without_interruption_takes_as_many_calls_as_these_tests_go_through()
    {
        RefusingLeaf leaf = Leaf();
        using RecordBatch rows = _model.Batch(Rows);
        (await Isolating(leaf).ScoreAsync(rows)).Dispose();

        Assert.Equal(AllCalls, leaf.Requests.Count);
    }

    private static void Throw(bool now, Exception error)
    {
        if (now) throw error;
    }

    private static void CancelAt(bool now, CancellationTokenSource source)
    {
        if (now) source.Cancel();
    }

    private static RowIsolationScoringClient Isolating(RefusingLeaf leaf) => new(leaf.Client, new RowIsolationOptions { MaxCalls = 100 });

    private RefusingLeaf Leaf(Func<RecordBatch, RecordBatch>? score = null) => new(score ?? _model.Score) { Bad = [3, 12] };

    /// <summary>Rows of which the good answers told have their scores or their refusals, and the others the interruption's error.</summary>
    private async Task CheckAsync(RefusingLeaf leaf, ScoringContext context, Func<int> goodAnswers, Func<Exception, bool> isInterruption)
    {
        using RecordBatch rows = _model.Batch(Rows);
        Exception?[] errors;
        try
        {
            using RecordBatch response = await Isolating(leaf).ScoreAsync(rows, context);
            errors = [.. Enumerable.Range(0, Rows).Select(response.FindRowError)];
            for (int row = 0; row < Rows; row++)
            {
                if (errors[row] is null) _model.Check(response.Slice(row, 1), 1, row);
            }
        }
        catch (ScoringException failure) when (failure is not ScoringRowsException)
        {
            errors = [.. Enumerable.Repeat(failure, Rows)];
        }

        CheckErrors(leaf.Bad, [.. leaf.Requests.Take(goodAnswers())], errors, isInterruption);
        _model.Responses.CheckAllReturned();
    }

    private static void CheckErrors(HashSet<long> bad, long[][] answered, Exception?[] errors, Func<Exception, bool> isInterruption)
    {
        for (int row = 0; row < Rows; row++)
        {
            bool isScored = answered.Any(request => request.Contains(row) && !request.Any(bad.Contains));
            bool isRefused = bad.Contains(row) && answered.Any(request => request.SequenceEqual([row]));
            if (isScored) Assert.Null(errors[row]);
            else if (isRefused) Assert.IsType<ScoringRefusedException>(errors[row]);
            else Assert.True(isInterruption(errors[row]!), $"Row {row}: {errors[row]}");
        }
    }
}
