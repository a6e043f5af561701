using Xunit.Sdk;

namespace Scoring.AllocationTests.Measuring;

/// <summary>The tests of this project would all pass if the meter saw nothing.</summary>
public sealed class AllocationMeterTests(ITestOutputHelper output)
{
    private const int Rows = 1_000_000;

    /// <summary>Keeps the compiler from leaving the objects out.</summary>
    private static object? s_last;

    private readonly AllocationMeter _meter = new(output);

    [Fact]
    public async Task Code_that_allocates_nothing_passes() =>
        await _meter.AssertNothingAsync(new Workload(Rows, RowsPerCall: 1, static calls => AllocateAsync(calls, objectEvery: int.MaxValue)));

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(8_192)]
    public async Task Object_per_call_is_seen(int rowsPerCall)
    {
        var workload = new Workload(Math.Max(Rows / rowsPerCall, 1_000), rowsPerCall, static calls => AllocateAsync(calls, objectEvery: 1));

        await Assert.ThrowsAnyAsync<XunitException>(() => _meter.AssertNothingAsync(workload));
    }

    [Fact]
    public async Task Object_on_another_thread_is_seen()
    {
        var workload = new Workload(Rows, RowsPerCall: 1, static calls => Task.Run(() => AllocateAsync(calls, objectEvery: 1)));

        await Assert.ThrowsAnyAsync<XunitException>(() => _meter.AssertNothingAsync(workload));
    }

    [Fact]
    public async Task Allowed_constant_is_per_call()
    {
        var workload = new Workload(Rows, RowsPerCall: 1, static calls => AllocateAsync(calls, objectEvery: 1));

        await _meter.AssertPerCallAsync(bytesPerCall: 24, workload);
        await Assert.ThrowsAnyAsync<XunitException>(() => _meter.AssertPerCallAsync(bytesPerCall: 23, workload));
    }

    [Fact]
    public async Task Window_that_is_too_short_is_refused() =>
        await Assert.ThrowsAnyAsync<XunitException>(() => _meter.AssertNothingAsync(new Workload(Rows - 1, RowsPerCall: 1, static _ => Task.CompletedTask)));

    private static Task AllocateAsync(int calls, int objectEvery)
    {
        for (int call = 1; call <= calls; call++)
        {
            if (call % objectEvery == 0) Volatile.Write(ref s_last, new object());
        }

        return Task.CompletedTask;
    }
}
