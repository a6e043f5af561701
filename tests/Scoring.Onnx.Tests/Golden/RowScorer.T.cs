using Scoring.Bindings;

namespace Scoring.Onnx.Tests.Golden;

/// <inheritdoc/>
internal sealed class RowScorer<TRow>(IScoringClient leaf, RowBinding<TRow> rows, ScoreBinding<object[]> scores, Func<int, TRow> rowAt) : RowScorer
{
    private readonly IScoringClient<TRow, object[]> _client = new ScoringClientBuilder(leaf).Build(rows, scores);

    public override ValueTask<object[][]> ScoreAsync(int start, int rows) => _client.ScoreAsync(Enumerable.Range(start, rows).Select(rowAt).ToArray());

    public override ValueTask DisposeAsync() => _client.DisposeAsync();
}
