namespace Scoring.Onnx.Tests.Golden;

/// <summary>Scores known rows one by one, or many at a time, through a row client of some row type.</summary>
internal abstract class RowScorer : IAsyncDisposable
{
    /// <summary>The scores of rows, each with one array per output.</summary>
    public abstract ValueTask<object[][]> ScoreAsync(int start, int rows);

    public abstract ValueTask DisposeAsync();
}
