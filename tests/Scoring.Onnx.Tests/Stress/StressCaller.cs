using Scoring.Records;

namespace Scoring.Onnx.Tests.Stress;

/// <summary>Sends batches of random sizes, or the same number of rows through a row client, and gives up some of its calls while they run.</summary>
internal sealed class StressCaller(StressModel model, OnnxScoringClient leaf, IScoringClient<float[], float[]> rowClient, StressTally tally, int seed)
{
    private const int MaxRows = 300;
    private const int MaxSpin = 3000;

    private readonly Random _random = new(seed);

    /// <summary>Calls until it has made so many, or the client is disposed. Each row is counted once when it is sent and once when it has ended.</summary>
    public async Task RunAsync(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            int start = _random.Next(model.Count), rows = _random.Next(1, MaxRows + 1);
            tally.Send(rows);
            if (!await TryCallAsync(start, rows)) return;
        }
    }

    private async Task<bool> TryCallAsync(int start, int rows)
    {
        CancellationToken token = _random.Next(3) == 0 ? CancelSoon() : CancellationToken.None;
        try
        {
            if (_random.Next(3) == 0) await ScoreRowsAsync(start, rows, token);
            else await ScoreBatchAsync(start, rows, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            tally.Cancel(rows);
        }
        catch (ScoringRejectedException)
        {
            tally.Reject(rows);
        }
        catch (ObjectDisposedException)
        {
            tally.DoNotTake(rows);
            return false;
        }

        return true;
    }

    private async Task ScoreBatchAsync(int start, int rows, CancellationToken token)
    {
        var context = new ScoringContext { RunInline = _random.Next(2) == 0 };

        // A slice that begins somewhere within its batch, or all of it.
        int before = _random.Next(2) * _random.Next(10);
        using RecordBatch batch = RecordBatch.FromValues<float>(model.Features(start, before + rows), [model.Width], "X");
        using RecordBatch response = await leaf.ScoreAsync(batch.Slice(before, rows), context, token);
        Check(start + before, rows, response.GetColumn<float>(0).Values);
        tally.Score(rows);
    }

    private async Task ScoreRowsAsync(int start, int rows, CancellationToken token)
    {
        var scores = new float[]?[rows];
        float[][] features = [.. Enumerable.Range(start, rows).Select(model.Row)];
        try
        {
            await rowClient.ScoreAsync(features, scores!, default, token);
        }
        catch (ScoringRowsException error)
        {
            CountRows(start, scores, error);
            return;
        }

        Check(start, rows, [.. scores.SelectMany(score => score!)]);
        tally.Score(rows);
    }

    /// <summary>Some rows of the call have scores, the others have each an error.</summary>
    private void CountRows(int start, float[]?[] scores, ScoringRowsException error)
    {
        HashSet<int> failed = [.. error.Errors.Select(row => row.Index)];
        if (failed.Count != error.Errors.Length) throw new InvalidOperationException($"seed {seed}: a row ended twice: {error.Message}");
        for (int row = 0; row < scores.Length; row++)
        {
            if (!failed.Contains(row)) Check(start + row, 1, scores[row]);
        }

        if (error.Errors.FirstOrDefault(row => row.Error is not (ScoringRejectedException or ObjectDisposedException)) is { Error: { } other }) throw other;
        tally.Reject(failed.Count);
        tally.Score(scores.Length - failed.Count);
    }

    private void Check(int start, int rows, ReadOnlySpan<float> scores)
    {
        if (!model.AreScores(start, rows, scores)) throw new InvalidOperationException($"seed {seed}: {rows} rows from {start} of {model.Name} have wrong scores.");
    }

    private CancellationToken CancelSoon()
    {
        var cancellation = new CancellationTokenSource();
        int spins = _random.Next(MaxSpin);
        ThreadPool.UnsafeQueueUserWorkItem(
            state =>
            {
                Thread.SpinWait(state.spins);
                state.cancellation.Cancel();
            },
            (cancellation, spins),
            preferLocal: false);
        return cancellation.Token;
    }
}
