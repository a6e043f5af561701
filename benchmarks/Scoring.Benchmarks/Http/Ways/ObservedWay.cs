using System.Diagnostics;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Http.Ways;

/// <summary>Another way while somebody listens to .NET's own activities, as an exporter of traces does.</summary>
internal sealed class ObservedWay(IHttpWay way) : IHttpWay
{
    public async Task<long> RunAsync(StopFlag stop)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "System.Net.Http",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return await way.RunAsync(stop);
    }

    public ValueTask DisposeAsync() => way.DisposeAsync();
}
