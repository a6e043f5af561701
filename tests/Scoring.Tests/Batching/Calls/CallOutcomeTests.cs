using Scoring.Batching.Calls;

namespace Scoring.Tests.Batching.Calls;

public class CallOutcomeTests
{
    private static readonly FormatException s_error = new("first");
    private static readonly InvalidOperationException s_missing = new("missing");

    [Fact]
    public void Rows_that_all_have_scores_are_no_error()
    {
        var outcome = new CallOutcome();
        outcome.Add(new RowRange(5, 5));
        outcome.Add(new RowRange(0, 5));

        Assert.Null(outcome.ToException(10, missing: null));
        Assert.Null(outcome.ToException(10, s_missing));
    }

    [Fact]
    public void Errors_are_listed_by_ascending_index()
    {
        var outcome = new CallOutcome();
        outcome.Add(new RowRange(7, 2, s_error));
        outcome.Add(new RowRange(0, 3));
        outcome.Add(new RowRange(3, 1, s_error));
        outcome.Add(new RowRange(4, 3));
        outcome.Add(new RowRange(9, 1));

        ScoringRowsException exception = outcome.ToException(10, s_missing)!;

        Assert.Equal([new RowError(3, s_error), new RowError(7, s_error), new RowError(8, s_error)], exception.Errors);
        Assert.Equal(10, exception.Rows);
    }

    [Fact]
    public void Rows_that_have_not_ended_have_the_error_of_the_missing()
    {
        var outcome = new CallOutcome();
        outcome.Add(new RowRange(1, 2));
        outcome.Add(new RowRange(4, 1, s_error));

        ScoringRowsException exception = outcome.ToException(6, s_missing)!;

        Assert.Equal([new RowError(0, s_missing), new RowError(3, s_missing), new RowError(4, s_error), new RowError(5, s_missing)], exception.Errors);
    }

    [Fact]
    public void Reset_forgets()
    {
        var outcome = new CallOutcome();
        outcome.Add(new RowRange(0, 2, s_error));

        outcome.Reset();

        Assert.Null(outcome.ToException(2, missing: null));
        Assert.Equal(2, outcome.ToException(2, s_missing)!.Errors.Length);
    }
}
