using Scoring.Benchmarks.Adaptive.Settings;
using Scoring.Benchmarks.LocalOnnx;
using Scoring.Bindings;
using Scoring.Onnx;

namespace Scoring.Benchmarks.Adaptive.Models;

/// <param name="name">Its file's name.</param>
/// <param name="binding">Writes its rows.</param>
/// <param name="rows">The rows that callers walk over.</param>
/// <param name="windowFactor">See <see cref="WindowFactor"/>.</param>
internal sealed class ServedModel<TRow, TScore>(string name, RowBinding<TRow> binding, Lazy<TRow[]> rows, double windowFactor = 1) : IServedModel
{
    public string Name => name;

    public double WindowFactor => windowFactor;

    public async Task<IModelClient> OpenAsync(ClientSetting setting, Func<IScoringClient, IScoringClient>? stage = null)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Models", $"{name}.onnx");
        var builder = new ScoringClientBuilder(OnnxScoringClient.Load(path, new OnnxScoringOptions { Lanes = setting.Lanes }));
        if (stage is not null) builder.Use(stage);
        return new ModelClient<TRow, TScore>(await builder.BuildAsync<TRow, TScore>(binding, options: setting.ToOptions()), rows.Value);
    }
}
