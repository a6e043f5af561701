using Scoring.Benchmarks.Adaptive.Models;
using Scoring.Benchmarks.Adaptive.Results;
using Scoring.Benchmarks.Measuring;
using Scoring.Onnx.Native;

namespace Scoring.Benchmarks.Adaptive;

/// <summary>Measures the models asked for.</summary>
internal sealed class AdaptiveSuite(string command, string? onlyModel, int rounds, TimeSpan window)
{
    public async Task<AdaptiveResults> RunAsync()
    {
        var results = new List<AdaptiveModelResult>();
        foreach (IServedModel model in ServedModels.All.Where(model => onlyModel is null || model.Name == onlyModel))
        {
            Console.Error.WriteLine($"adaptive: {model.Name}");
            await using var benchmark = new AdaptiveBenchmark(model, rounds, window);
            results.Add(await benchmark.RunAsync());
        }

        return new AdaptiveResults(command, MachineInfo.Read(OrtLibrary.Get(null).Version), rounds, window.TotalMilliseconds, results);
    }
}
