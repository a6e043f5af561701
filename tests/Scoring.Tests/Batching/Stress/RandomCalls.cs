namespace Scoring.Tests.Batching.Stress;

/// <summary>What one caller of a stress does: calls of one row, and some of many, several at a time, of which it cancels some.</summary>
internal sealed class RandomCalls(IScoringClient<long, long> client, Random random, IRowJudge judge) : IDisposable
{
    private readonly ReplacedToken _token = new();

    /// <summary>Calls until there are no rows left.</summary>
    /// <param name="take">The next rows, for so many at most; none when all are taken.</param>
    /// <param name="manyIn">One in so many calls has several rows.</param>
    /// <param name="most">Fewer rows than this are in a call.</param>
    public async Task RunAsync(Func<int, long[]> take, int manyIn, int most)
    {
        var pending = new List<Task>();
        while (take(random.Next(manyIn) == 0 ? random.Next(1, most) : 1) is { Length: > 0 } rows)
        {
            pending.Add(rows.Length == 1 ? OneAsync(rows[0]) : ManyAsync(rows));
            if (random.Next(100) == 0) _token.Cancel();
            if (random.Next(8) > 0) continue;
            await Task.WhenAll(pending);
            pending.Clear();
        }

        await Task.WhenAll(pending);
    }

    public void Dispose() => _token.Dispose();

    private async Task OneAsync(long row)
    {
        RowOptions options = judge.OptionsOf([row], random);
        (CancellationToken cancellation, Func<bool> isCancelled) = AnyToken();
        try
        {
            judge.OnScore(row, await client.ScoreAsync(row, options, cancellation).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            judge.OnError(row, error, options, isCancelled(), isMany: false);
        }
    }

    private async Task ManyAsync(long[] rows)
    {
        var scores = new long[rows.Length];
        RowOptions options = judge.OptionsOf(rows, random);
        (CancellationToken cancellation, Func<bool> isCancelled) = AnyToken();
        Exception? failure = null;
        try
        {
            await client.ScoreAsync(rows, scores, options, cancellation).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            failure = error;
        }

        var errors = new Exception?[rows.Length];
        if (failure is ScoringRowsException { Errors: var each }) foreach (RowError error in each) errors[error.Index] = error.Error;
        else Array.Fill(errors, failure);
        for (int i = 0; i < rows.Length; i++)
        {
            if (errors[i] is { } error) judge.OnError(rows[i], error, options, isCancelled(), isMany: true);
            else judge.OnScore(rows[i], scores[i]);
        }
    }

    private (CancellationToken Token, Func<bool> IsCancelled) AnyToken() => random.Next(4) == 0 ? _token.Take() : (CancellationToken.None, static () => false);
}
