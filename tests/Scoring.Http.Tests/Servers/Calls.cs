using Scoring.Records;

namespace Scoring.Http.Tests.Servers;

/// <summary>Calls of a client of batches.</summary>
internal static class Calls
{
    /// <summary>Scores a batch, which is disposed, and gives the elements of its first column.</summary>
    public static async Task<IEnumerable<double>> ScoreAsync(IScoringClient client, RecordBatch rows, ScoringContext context = default)
    {
        using (rows)
        {
            using RecordBatch scores = await client.ScoreAsync(rows, context);
            return scores.Schema.Columns[0].Type switch
            {
                ElementType.Float32 => [.. scores.GetColumn<float>(0).Values.ToArray().Select(static value => (double)value)],
                ElementType.Int64 => [.. scores.GetColumn<long>(0).Values.ToArray().Select(static value => (double)value)],
                _ => scores.GetColumn<double>(0).Values.ToArray(),
            };
        }
    }

    public static async Task<T> FailAsync<T>(IScoringClient client, RecordBatch rows, ScoringContext context = default)
        where T : Exception => await Assert.ThrowsAsync<T>(() => ScoreAsync(client, rows, context));
}
