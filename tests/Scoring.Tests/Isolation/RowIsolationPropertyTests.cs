using Scoring.Isolation;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Isolation;

/// <summary>The rows of a refused request against the obvious: a bad row has the model's own message, any other has its score.</summary>
public class RowIsolationPropertyTests
{
    [Fact]
    public void Only_bad_rows_fail_and_calls_are_few() => Properties.Check(IsolationCase.Any, static input => CheckAsync(input).GetAwaiter().GetResult(), tests: 1000);

    [Fact]
    public void Only_rows_refused_alone_are_bad_where_a_model_refuses_at_random() => Properties.Check<(byte Rows, int Seed)>(static input =>
    {
        var random = new Random(input.Seed);
        var model = new MixedModel();
        var leaf = new RefusingLeaf(model.Score) { Refuse = _ => random.Next(3) == 0 ? RefusingLeaf.Refusal(random.Next()) : null };
        var client = new RowIsolationScoringClient(leaf.Client, new RowIsolationOptions { MaxCalls = 10_000 });
        using RecordBatch rows = model.Batch(input.Rows + 2);
        try
        {
            using RecordBatch response = client.ScoreAsync(rows).AsTask().GetAwaiter().GetResult();
            for (int row = 0; row < rows.RowCount; row++)
            {
                if (response.FindRowError(row) is null) model.Check(response.Slice(row, 1), 1, row);
                else Assert.Contains(leaf.Requests, request => request.SequenceEqual([row]));
            }
        }
        catch (ScoringException error)
        {
            Assert.True(error is ScoringRefusedException or ScoringRowsException, error.ToString());
        }

        Assert.Empty(leaf.SentAgain);
        model.Responses.CheckAllReturned();
    });

    private static async Task CheckAsync(IsolationCase input)
    {
        var model = new MixedModel();
        var leaf = new RefusingLeaf(model.Score) { Bad = [.. input.Bad], IsYielding = input.IsYielding };
        if (input.IsSameMessage) leaf.Refuse = rows => rows.Any(leaf.Bad.Contains) ? new ScoringRefusedException(IsolationCase.SameMessage) : null;
        var client = new RowIsolationScoringClient(leaf.Client, new RowIsolationOptions { MaxCalls = input.MaxCalls });
        using RecordBatch rows = model.Batch(input.Rows);

        Exception?[] errors = await ScoreAsync(client, rows, model);

        CheckErrors(input, errors);
        Assert.Empty(leaf.SentAgain);
        Assert.True(leaf.Requests.Count - 1 <= input.Budget, $"{leaf.Requests.Count} calls");
        Assert.True(leaf.Requests.Count - 1 <= input.EnoughCalls, $"{leaf.Requests.Count} calls, {input.EnoughCalls} are enough");
        model.Responses.CheckAllReturned();
    }

    private static void CheckErrors(IsolationCase input, Exception?[] errors)
    {
        bool isEnough = input.Budget >= input.EnoughCalls || (input.Bad.Length == 1 && input.MaxCalls is null);
        for (int row = 0; row < input.Rows; row++)
        {
            string? message = !input.Bad.Contains(row) ? null : input.IsSameMessage ? IsolationCase.SameMessage : RefusingLeaf.MessageOf(row);
            if (input.LooksBadAsAWhole) Assert.Equal(IsolationCase.SameMessage, Assert.IsType<ScoringRefusedException>(errors[row]).Message);
            else if (isEnough) Assert.Equal(message, errors[row]?.Message);
            else if (errors[row] is not ScoringNotIsolatedException) Assert.Equal(message, errors[row]?.Message);
        }
    }

    /// <summary>What happened to each row.</summary>
    private static async Task<Exception?[]> ScoreAsync(IScoringClient client, RecordBatch rows, MixedModel model)
    {
        int count = rows.RowCount;
        try
        {
            using RecordBatch response = await client.ScoreAsync(rows);
            Assert.Equal(count, response.RowCount);
            Exception?[] errors = [.. Enumerable.Range(0, count).Select(response.FindRowError)];
            for (int row = 0; row < count; row++)
            {
                if (errors[row] is null) model.Check(response.Slice(row, 1), 1, row);
            }

            Assert.Contains(null, errors);
            return errors;
        }
        catch (ScoringRowsException error)
        {
            Assert.Equal(Enumerable.Range(0, count), error.Errors.Select(static row => row.Index));
            return [.. error.Errors.Select(static row => row.Error)];
        }
        catch (ScoringException error)
        {
            return [.. Enumerable.Repeat(error, count)];
        }
    }
}
