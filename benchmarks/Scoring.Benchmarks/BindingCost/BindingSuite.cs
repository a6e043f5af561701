using Scoring.Benchmarks.BindingCost.Results;
using Scoring.Benchmarks.BindingCost.Rows;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.BindingCost;

/// <summary>Table F: typed rows written into a batch.</summary>
internal sealed class BindingSuite(string command, int rounds, TimeSpan window)
{
    private const int Rows = 1000;
    private const int AllocationRuns = 50;

    public async Task<BindingResults> RunAsync()
    {
        var results = new List<BindingCaseResult>();
        IBindingCase[] cases =
        [
            new BindingCase<Struct4>(BindingWays.Struct, Rows), new BindingCase<Struct20>(BindingWays.Struct, Rows),
            new BindingCase<Class4>(BindingWays.Class, Rows), new BindingCase<Class20>(BindingWays.Class, Rows),
        ];
        foreach (IBindingCase rows in cases)
        {
            using (rows) results.Add(await MeasureAsync(rows));
        }

        return new BindingResults(command, MachineInfo.Read("not used"), rounds, window.TotalMilliseconds, Rows, results);
    }

    private async Task<BindingCaseResult> MeasureAsync(IBindingCase rows)
    {
        BindingWay[] ways = [.. rows.Ways];
        Contender<double>[] contenders = [.. ways.Select(way => new Contender<double>(way.Name, time => Task.FromResult(Loop.Run(_ => way.Run(), Rows, time))))];
        double[][] rates = await Interleaved.MeasureAsync(contenders, rounds, window, TimeSpan.FromSeconds(.5));
        return new BindingCaseResult(rows.Columns, rows.Kind, [.. ways.Select((way, i) =>
        {
            double nanoseconds = 1e9 / Interleaved.Median(rates[i]);
            return new BindingWayResult(way.Name, nanoseconds, nanoseconds / rows.Columns, Interleaved.Ratio(rates[0], rates[i]), CountBytes(way));
        })]);
    }

    private static double CountBytes(BindingWay way)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < AllocationRuns; i++) way.Run();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)AllocationRuns;
    }
}
