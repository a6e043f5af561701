using System.Runtime.InteropServices;
using Scoring.Benchmarks.LocalOnnx.AwaitedRows.Bare;
using Scoring.Benchmarks.LocalOnnx.ManyRows;
using Scoring.Benchmarks.LocalOnnx.Rows;
using Scoring.Bindings;
using Scoring.Onnx;

namespace Scoring.Benchmarks.LocalOnnx;

/// <summary>One model with its rows and the bindings to compare.</summary>
internal sealed class ModelCase<TRow, TScore>(string name, int features, int outputs, RowBinding<TRow> handWritten, RowBinding<TRow> perRow, RowBinding<TRow> fluent) : IModelCase
    where TRow : unmanaged
    where TScore : unmanaged
{
    public string Name => name;

    public int Features => features;

    public int Outputs => outputs;

    public string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "Models", $"{name}.onnx");

    /// <summary>Distinct rows: a model that sees one batch over and over is flattered by the branch predictor.</summary>
    public float[] Values { get; } = RandomRows.Values(features);

    public ReadOnlyMemory<TRow> Rows => MemoryMarshal.Cast<float, TRow>(Values).ToArray();

    public async Task<IReadOnlyList<ManyRowsWay>> OpenWaysAsync(int maxBatchCount) =>
    [
        await OpenAsync("hand-written", handWritten, maxBatchCount),
        await OpenAsync("lambda per row", perRow, maxBatchCount),
        await OpenAsync("lambda per column", fluent, maxBatchCount),
    ];

    public async Task<IModelClient> OpenClientAsync(ScoringClientOptions options) => new ModelClient<TRow, TScore>(await BuildAsync(handWritten, options), Rows.ToArray());

    public async Task<IModelClient> OpenBareAsync(int maxBatchCount)
    {
        TRow[] rows = Rows.ToArray();
        var bare = new BareClient<TRow, TScore>(this, maxBatchCount);
        await using IScoringClient<TRow, TScore> client = await BuildAsync(handWritten, new ScoringClientOptions { MaxBatchCount = maxBatchCount });
        await BareCheck.RunAsync(this, bare, client, rows);
        return new ModelClient<TRow, TScore>(bare, rows);
    }

    private async Task<ManyRowsWay> OpenAsync(string way, RowBinding<TRow> binding, int maxBatchCount)
    {
        IScoringClient<TRow, TScore> client = await BuildAsync(binding, new ScoringClientOptions { MaxBatchCount = maxBatchCount });
        ReadOnlyMemory<TRow> rows = Rows;
        var scores = new TScore[RowCount.PerCall];
        return new ManyRowsWay(way, call => client.ScoreAsync(rows.Slice(call % (rows.Length / RowCount.PerCall) * RowCount.PerCall, RowCount.PerCall), scores), client);
    }

    private ValueTask<IScoringClient<TRow, TScore>> BuildAsync(RowBinding<TRow> binding, ScoringClientOptions options) =>
        new ScoringClientBuilder(OnnxScoringClient.Load(Path)).BuildAsync<TRow, TScore>(binding, options: options);
}
