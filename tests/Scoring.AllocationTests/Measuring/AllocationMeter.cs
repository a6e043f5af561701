using System.Globalization;

namespace Scoring.AllocationTests.Measuring;

/// <summary>Measures how many bytes a workload allocates on the managed heap once it is warm, and holds it to that.</summary>
/// <remarks>
/// <see cref="GC.GetTotalAllocatedBytes"/> counts every thread, so it sees what a call does on the thread pool too, and what the test runner does meanwhile.
/// Therefore the least of up to three windows counts. That is sound because an allocation that is in the code is in every window.
/// <para>
/// What is pooled is made once for each that is in use at once. How many that are is a matter of chance: a request whose thread does not run, since the machine is busy,
/// keeps all it needs, about 10 KB with 200 rows. The thread pool's queue and its threads grow to a peak likewise. So the warm-up is repeated until it stays within the
/// limit itself; code that allocates does not get there, and then fails in the windows. New peaks become rare, but never impossible: that is what the windows are for.
/// </para>
/// </remarks>
internal sealed class AllocationMeter(ITestOutputHelper output)
{
    private const int MinRows = 1_000_000;
    private const int MaxWindows = 3;

    /// <summary>Each is a quarter of a window.</summary>
    private const int MaxWarmUps = 16;

    private const double MaxBytesPerRow = 0.01;

    /// <summary>Half of the smallest object there is: with thousands of rows per call, an object per call hides behind the limit per row.</summary>
    private const double MaxBytesPerCall = 12;

    /// <summary>The workload allocates nothing.</summary>
    public Task AssertNothingAsync(Workload workload) => AssertPerCallAsync(0, workload);

    /// <summary>The workload allocates at most this in each call, and nothing per row.</summary>
    public async Task AssertPerCallAsync(double bytesPerCall, Workload workload)
    {
        Assert.True(workload.Rows >= MinRows, $"A window of {workload.Rows} rows is too short; it needs {MinRows}.");
        double limit = (bytesPerCall * workload.Calls) + Math.Min(MaxBytesPerRow * workload.Rows, MaxBytesPerCall * workload.Calls);
        await WarmUpAsync(workload, limit / workload.Calls);

        long least = long.MaxValue;
        int windows = 0;
        while (windows < MaxWindows && least > limit)
        {
            least = Math.Min(least, await MeasureAsync(workload, workload.Calls));
            windows++;
        }

        string result = string.Create(
            CultureInfo.InvariantCulture,
            $"{least / workload.Rows:0.#####} bytes per row, {least / (double)workload.Calls:0.###} per call of {workload.RowsPerCall:0.#} rows ({least} bytes, window {windows})");
        output.WriteLine(result);
        Assert.True(least <= limit, string.Create(CultureInfo.InvariantCulture, $"{result}; the limit is {bytesPerCall} per call and {MaxBytesPerRow} per row, {limit:0} bytes in all."));
    }

    private static async Task WarmUpAsync(Workload workload, double limitPerCall)
    {
        int calls = Math.Max(workload.Calls / 4, 50), warmUps = 0;
        while (await MeasureAsync(workload, calls) > limitPerCall * calls && ++warmUps < MaxWarmUps)
        {
        }
    }

    private static async Task<long> MeasureAsync(Workload workload, int calls)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await RunAsync(workload, calls);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    // On the thread pool, as the runner's synchronisation context would cost an object whenever a call resumes.
    private static Task RunAsync(Workload workload, int calls) => Task.Run(() => workload.RunAsync(calls));
}
