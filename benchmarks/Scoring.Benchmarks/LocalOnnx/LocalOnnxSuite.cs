using Scoring.Benchmarks.LocalOnnx.AwaitedRows;
using Scoring.Benchmarks.LocalOnnx.IdleCallers;
using Scoring.Benchmarks.LocalOnnx.Leaf;
using Scoring.Benchmarks.LocalOnnx.ManyRows;
using Scoring.Benchmarks.LocalOnnx.Raw;
using Scoring.Benchmarks.LocalOnnx.Rows;
using Scoring.Benchmarks.LocalOnnx.Streams;
using Scoring.Benchmarks.LocalOnnx.UsualWay;
using Scoring.Benchmarks.Measuring;
using Scoring.Onnx.Native;

namespace Scoring.Benchmarks.LocalOnnx;

/// <summary>Measures the cases asked for on the models asked for.</summary>
internal sealed class LocalOnnxSuite(string command, IReadOnlyCollection<string> cases, string? onlyModel, int rounds, TimeSpan window)
{
    private readonly Dictionary<string, int> _bestBatches = [];

    private readonly IModelCase[] _models =
    [
        .. AllModels().Where(model => onlyModel is null || model.Name == onlyModel),
    ];

    /// <summary>The names of all cases.</summary>
    public static string[] Cases { get; } = ["leaf", "many", "awaited", "stream", "idle", "usual"];

    public static string[] ModelNames { get; } = [.. AllModels().Select(static model => model.Name)];

    public async Task<LocalOnnxResults> RunAsync() => new(command, MachineInfo.Read(OrtLibrary.Get(null).Version), rounds)
    {
        Leaf = await EachAsync("leaf", model => LeafBenchmark.RunAsync(model, rounds, window)),
        ManyRows = [.. await ManyRowsAsync(RowCount.BudgetBatch), .. await ManyRowsAsync(RowCount.DefaultBatch)],
        AwaitedRows = await EachAsync("awaited", async model => await AwaitedRowsBenchmark.RunAsync(model, await BestBatchAsync(model), rounds, window)),
        Streams = await EachAsync("stream", async model => await StreamBenchmark.RunAsync(model, await BestBatchAsync(model), rounds, window)),
        IdleCallers = await EachAsync("idle", model => IdleCallerBenchmark.RunAsync(model, rounds, window)),
        UsualWay = await EachAsync("usual", model => UsualWayBenchmark.RunAsync(model, rounds, window)),
    };

    private static IModelCase[] AllModels() =>
    [
        new ModelCase<Row20, float>("gbdt_reg20", Row20.Length, 1, new PackedRowBinding<Row20>(Row20.Length), RowBindings.PerRow20, RowBindings.Fluent20),
        new ModelCase<Row32, float>("mlp32", Row32.Length, 1, new PackedRowBinding<Row32>(Row32.Length), RowBindings.PerRow32, RowBindings.Fluent32),
        new ModelCase<Row4, (float, float, float)>("logreg4", 4, 3, new PackedRowBinding<Row4>(4), RowBindings.PerRow4, RowBindings.Fluent4),
    ];

    private Task<IReadOnlyList<ManyRowsResult>> ManyRowsAsync(int maxBatchCount) =>
        EachAsync("many", async model => await ManyRowsBenchmark.RunAsync(model, maxBatchCount, await BestBatchAsync(model), rounds, window));

    private async Task<IReadOnlyList<T>> EachAsync<T>(string name, Func<IModelCase, Task<T>> measure)
    {
        var results = new List<T>();
        if (!cases.Contains(name)) return results;
        foreach (IModelCase model in _models)
        {
            Console.Error.WriteLine($"{name}: {model.Name}");
            results.Add(await measure(model));
        }

        return results;
    }

    private async Task<int> BestBatchAsync(IModelCase model)
    {
        if (!_bestBatches.TryGetValue(model.Name, out int rows)) _bestBatches[model.Name] = rows = await RawLanes.FindBestBatchAsync(model, window);
        return rows;
    }
}
