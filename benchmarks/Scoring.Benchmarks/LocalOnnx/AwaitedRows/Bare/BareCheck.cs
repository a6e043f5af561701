using System.Runtime.InteropServices;

namespace Scoring.Benchmarks.LocalOnnx.AwaitedRows.Bare;

/// <summary>What is measured beside the client has to do the same: each row gets its own score.</summary>
internal static class BareCheck
{
    /// <summary>Requests hold different rows, and with their number a model may add up in another order.</summary>
    private const float Tolerance = 1e-4f;

    /// <summary>Scores rows with both, as many at once as there are callers, and throws where they differ.</summary>
    public static async Task RunAsync<TRow, TScore>(IModelCase model, IScoringClient<TRow, TScore> bare, IScoringClient<TRow, TScore> client, TRow[] rows)
        where TScore : unmanaged
    {
        foreach (TRow[] some in rows.Chunk(CallersResult.Many))
        {
            var expected = new TScore[some.Length];
            await client.ScoreAsync(some, expected);
            TScore[] given = await Task.WhenAll(some.Select(row => bare.ScoreAsync(row).AsTask()));
            for (int i = 0; i < some.Length; i++) Compare(model, Values(in expected[i])[..model.Outputs], Values(in given[i]));
        }
    }

    /// <summary>A score's values, and what the runtime puts behind them.</summary>
    private static ReadOnlySpan<float> Values<TScore>(in TScore score)
        where TScore : unmanaged => MemoryMarshal.Cast<TScore, float>(MemoryMarshal.CreateReadOnlySpan(in score, 1));

    private static void Compare(IModelCase model, ReadOnlySpan<float> expected, ReadOnlySpan<float> given)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - given[i]) <= Tolerance * Math.Max(1, Math.Abs(expected[i]))))
                throw new InvalidOperationException($"A score of {model.Name} is {given[i]} from the bare batcher, {expected[i]} from the client: they do not score the same row.");
        }
    }
}
