using Scoring.Bindings;
using Scoring.Onnx;

namespace Scoring.AllocationTests.Rows;

/// <summary>A row client and what its calls need: rows, and memory for their scores for each of several callers.</summary>
internal sealed class ManyRows<TRow, TScore> : IAsyncDisposable
{
    public const int RowsPerCall = 8_192;

    private readonly IScoringClient<TRow, TScore> _client;
    private readonly ReadOnlyMemory<TRow> _rows;
    private readonly TScore[][] _scores;

    public ManyRows(OnnxScoringClient model, RowBinding<TRow>? rowBinding, ScoreBinding<TScore>? scoreBinding, Func<int, TRow> row, int callers = 1)
    {
        _client = new ScoringClientBuilder(model).Build(rowBinding, scoreBinding);
        _rows = Enumerable.Range(0, RowsPerCall).Select(row).ToArray();
        _scores = [.. Enumerable.Range(0, callers).Select(static _ => new TScore[RowsPerCall])];
    }

    /// <summary>All callers at once share the calls.</summary>
    public Task RunAsync(int calls, RowOptions options = default, CancellationToken cancellationToken = default) =>
        Task.WhenAll(_scores.Select(scores => Task.Run(() => RunAsync(calls / _scores.Length, scores, options, cancellationToken))));

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task RunAsync(int calls, TScore[] scores, RowOptions options, CancellationToken cancellationToken)
    {
        for (int call = 0; call < calls; call++) await _client.ScoreAsync(_rows, scores, options, cancellationToken);
    }
}
