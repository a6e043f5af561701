using Scoring.Benchmarks.Json.Results;
using Scoring.Benchmarks.Measuring;
using Scoring.Benchmarks.Publishing;

namespace Scoring.Benchmarks.Json;

/// <summary>Table C: every case in every tier.</summary>
internal sealed class JsonSuite(string command, int rounds, TimeSpan window)
{
    private const int AllocationRuns = 20;

    /// <summary>The first case of a group has code of its own to be compiled.</summary>
    private static readonly TimeSpan s_firstWarmUp = TimeSpan.FromMilliseconds(400), s_warmUp = TimeSpan.FromMilliseconds(80);

    /// <summary>Measures in child processes.</summary>
    /// <returns>Null in a child, whose result has gone into a file.</returns>
    public async Task<JsonResults?> RunAsync()
    {
        if (Environment.GetEnvironmentVariable(JsonTiers.TierVariable) is { } tier)
        {
            ResultsFile.Write(Environment.GetEnvironmentVariable(JsonTiers.FileVariable)!, await RunTierAsync(tier));
            return null;
        }

        return new JsonResults(command, MachineInfo.Read("not used"), rounds, window.TotalMilliseconds, await JsonTiers.RunAsync());
    }

    private async Task<JsonTierResult> RunTierAsync(string tier)
    {
        var cases = new List<JsonCaseResult>();
        foreach (JsonCase measured in JsonCases.Create())
        {
            JsonCaseResult result = await MeasureAsync(measured, cases.Exists(earlier => earlier.Group == measured.Group) ? s_warmUp : s_firstWarmUp);
            Console.Error.WriteLine($"{tier}: {result.Group}, {result.Name}: {string.Join(", ", result.Contenders.Select(static c => $"{c.NanosecondsPerValue:0.00} ns"))} ({result.Contenders[1].Slower:0.0} x)");
            cases.Add(result);
        }

        return new JsonTierResult(tier, cases);
    }

    private async Task<JsonCaseResult> MeasureAsync(JsonCase measured, TimeSpan warmUp)
    {
        Contender<double>[] contenders = [.. measured.Contenders.Select(way => new Contender<double>(way.Name, time => Task.FromResult(Loop.Run(_ => way.Run(), measured.Values, time))))];
        double[][] rates = await Interleaved.MeasureAsync(contenders, rounds, window, warmUp);
        return new JsonCaseResult(measured.Group, measured.Name, [.. measured.Contenders.Select((way, i) =>
        {
            double nanoseconds = 1e9 / Interleaved.Median(rates[i]);
            return new JsonContenderResult(way.Name, nanoseconds, measured.Bytes / (nanoseconds * measured.Values), Interleaved.Ratio(rates[0], rates[i]), CountBytes(way));
        })]);
    }

    private static double CountBytes(JsonContender way)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < AllocationRuns; i++) way.Run();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)AllocationRuns;
    }
}
