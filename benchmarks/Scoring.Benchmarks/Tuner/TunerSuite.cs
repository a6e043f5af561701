using Scoring.Benchmarks.Measuring;
using Scoring.Benchmarks.Tuner.Results;
using Scoring.Onnx.Native;

namespace Scoring.Benchmarks.Tuner;

/// <summary>Measures the models asked for.</summary>
internal sealed class TunerSuite(string command, string? onlyModel, int rounds, TimeSpan window)
{
    public async Task<TunerResults> RunAsync()
    {
        var results = new List<TunerModelResult>();
        foreach (TunedModel model in TunedModel.All.Where(model => onlyModel is null || model.Name == onlyModel))
        {
            Console.Error.WriteLine($"tuner: {model.Name}");
            results.Add(await new TunerBenchmark(model, rounds, window).RunAsync());
        }

        return new TunerResults(command, MachineInfo.Read(OrtLibrary.Get(null).Version), rounds, window.TotalMilliseconds, results);
    }
}
