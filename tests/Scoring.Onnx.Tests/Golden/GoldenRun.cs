using Scoring.Bindings;
using Scoring.Bindings.Fluent;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Golden;

/// <summary>Scores known rows on one of the routes, a number at a time, and compares every score.</summary>
internal static class GoldenRun
{
    /// <summary>Scores every known row at least once, in calls of exactly <paramref name="batch"/> rows.</summary>
    public static async Task RunAsync(OnnxScoringClient client, TestRows rows, Route route, int batch)
    {
        int calls = (rows.Count + batch - 1) / batch;
        if (route == Route.Batch)
        {
            await using (client)
            {
                for (int call = 0; call < calls; call++) await ScoreBatchAsync(client, rows, call * batch, batch);
            }

            return;
        }

        await using RowScorer scorer = Build(client, rows, route);
        for (int call = 0; call < calls; call++) rows.AssertScores(await scorer.ScoreAsync(call * batch, batch), call * batch, batch);
    }

    private static async Task ScoreBatchAsync(OnnxScoringClient client, TestRows rows, int start, int batch)
    {
        using RecordBatch request = rows.ToBatch(start, batch);
        using RecordBatch response = await client.ScoreAsync(request);
        rows.AssertResponse(response, start, batch);
    }

    private static RowScorer Build(OnnxScoringClient client, TestRows rows, Route route) => route switch
    {
        Route.Arrays => rows.Inputs[0].BuildArrays(client, PerRowScores(rows)),
        Route.Fluent => new RowScorer<object[]>(client, FluentRows(rows), FluentScores(rows), rows.RowAt),
        _ => new RowScorer<object[]>(client, PerRowRows(rows), PerRowScores(rows), rows.RowAt),
    };

    private static RowBinding<object[]> PerRowRows(TestRows rows)
    {
        IReadOnlyList<TestColumn> inputs = rows.Inputs;
        return RowBinding.Create<object[]>(Write, [.. inputs.Select(input => input.Binding)]);

        void Write(in object[] row, ref RowWriter writer)
        {
            for (int i = 0; i < inputs.Count; i++) inputs[i].Write(row[i], ref writer);
        }
    }

    private static ScoreBinding<object[]> PerRowScores(TestRows rows)
    {
        IReadOnlyList<TestColumn> outputs = rows.Outputs;
        return ScoreBinding.Create<object[]>(Read, [.. outputs.Select(output => output.Binding)]);

        object[] Read(ref ScoreReader reader)
        {
            var score = new object[outputs.Count];
            for (int i = 0; i < score.Length; i++) score[i] = outputs[i].Read(ref reader);
            return score;
        }
    }

    private static RowBinding<object[]> FluentRows(TestRows rows)
    {
        RowBindingBuilder<object[]> binding = RowBinding.For<object[]>();
        for (int i = 0; i < rows.Inputs.Count; i++) rows.Inputs[i].AddTo(binding, i);
        return binding.Build();
    }

    private static ScoreBinding<object[]> FluentScores(TestRows rows)
    {
        ScoreBindingBuilder<object[]> binding = ScoreBinding.For(() => new object[rows.Outputs.Count]);
        for (int i = 0; i < rows.Outputs.Count; i++) rows.Outputs[i].AddTo(binding, i);
        return binding.Build();
    }
}
