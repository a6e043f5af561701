using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class ConcurrencyProbeTests
{
    private const int Max = 16;

    [Fact]
    public void Number_in_flight_ends_where_nearly_the_most_rows_are_served()
    {
        foreach (double theta in new[] { 0, 0.03, 0.1 })
        {
            foreach (double noise in new[] { 0, 0.03, 0.1 })
            {
                for (int parallel = 1; parallel <= 8; parallel++)
                {
                    var device = new SimulatedDevice(parallel, theta);
                    int found = Run(device, noise, seed: parallel, start: 1).Accepted;
                    Assert.True(device.Throughput(found) >= 0.9 * device.BestThroughput(Max), $"{found} in flight for {device} with noise {noise}");
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Too_many_at_first_are_given_up(int parallel)
    {
        var device = new SimulatedDevice(parallel, 0.1);
        int found = Run(device, 0.03, seed: 5, start: Max).Accepted;

        Assert.True(device.Throughput(found) >= 0.9 * device.BestThroughput(Max), $"{found} in flight for {device}");
    }

    [Fact]
    public void Nothing_is_tried_while_there_are_requests_to_spare()
    {
        var probe = new ConcurrencyProbe(2, Max);
        for (int i = 0; i < 10_000; i++) Assert.False(probe.Add(0, 2, 0.03, isSaturated: false).IsOver || probe.IsProbing);
    }

    [Theory]
    [InlineData(0, 8, 1)]
    [InlineData(20, 8, 8)]
    [InlineData(4, 8, 4)]
    public void Start_is_between_one_and_the_most(int start, int max, int expected) => Assert.Equal(expected, new ConcurrencyProbe(start, max).Limit);

    [Fact]
    public void Single_request_is_all_there_is()
    {
        var probe = new ConcurrencyProbe(1, 1);
        for (int i = 0; i < 1000; i++)
        {
            Assert.False(probe.Add(0, 1, 0.03, isSaturated: true).IsOver);
            Assert.Equal(1, probe.Limit);
        }
    }

    [Fact]
    public void Probe_that_gets_no_samples_is_given_up_without_a_verdict()
    {
        var probe = new ConcurrencyProbe(1, Max);
        while (!probe.IsProbing) probe.Add(0, 1, 0.03, isSaturated: true);
        ProbeResult result = default;
        for (int i = 0; i < 1000 && !result.IsOver; i++) result = probe.Add(0, 1, 0.03, isSaturated: false);

        Assert.Equal(new ProbeResult(1, 2, null, false), result);
        Assert.Equal(1, probe.Limit);
    }

    [Fact]
    public void Start_with_more_than_is_served_at_once_goes_down_by_halves_first()
    {
        var probe = new ConcurrencyProbe(20, 64);
        var tried = new List<int>();
        for (int i = 0; i < 2_000 && tried.Count < 4; i++)
        {
            ProbeResult result = probe.Add(Math.Log(probe.Limit), probe.Limit, 0.03, isSaturated: true);
            if (result.IsOver) tried.Add(result.Tried);
        }

        Assert.Equal([10, 5, 2, 1], tried);
        Assert.Equal(1, probe.Accepted);
    }

    [Fact]
    public void Start_with_fewer_than_is_served_at_once_doubles_after_half_has_lost()
    {
        var probe = new ConcurrencyProbe(4, 64);
        var tried = new List<(int, bool)>();
        for (int i = 0; i < 2_000 && tried.Count < 3; i++)
        {
            ProbeResult result = probe.Add(0, probe.Limit, 0.03, isSaturated: true);
            if (result.IsOver) tried.Add((result.Tried, result.IsAccepted));
        }

        Assert.Equal([(2, false), (8, true), (16, true)], tried);
    }

    /// <summary>Half of what it began with is too few, and that shows how many run side by side: more than it began with need not be tried.</summary>
    [Fact]
    public void Number_at_which_times_begin_to_grow_is_tried_next()
    {
        var device = new SimulatedDevice(16, 0.03);
        var probe = new ConcurrencyProbe(20, 32);
        var tried = new List<(int, bool)>();
        for (int i = 0; i < 4_000 && tried.Count < 2; i++)
        {
            ProbeResult result = probe.Add(Math.Log(device.Inflation(probe.Limit)), probe.Limit, 0.03, isSaturated: true);
            if (result.IsOver) tried.Add((result.Tried, result.IsAccepted));
        }

        Assert.Equal([(10, false), (17, true)], tried);
        for (int i = 0; i < 20_000; i++) probe.Add(Math.Log(device.Inflation(probe.Limit)), probe.Limit, 0.03, isSaturated: true);
        Assert.Equal(16, probe.Accepted);
    }

    /// <summary>What a rejected probe shows moves what is known of times: samples from before would be compared with another scale.</summary>
    [Fact]
    public void Samples_from_before_a_rejected_probe_are_not_compared_with()
    {
        var probe = new ConcurrencyProbe(20, 32);
        for (int i = 0; i < 4_000 && probe.Limit != 10; i++) probe.Add(0, probe.Limit, 0.03, isSaturated: true);
        while (probe.Limit == 10) probe.Add(Math.Log(0.71), 10, 0.03, isSaturated: true);

        // From now on, batches are measured by what fewer take.
        for (int i = 0; i < 4_000 && !probe.IsProbing; i++) probe.Add(Math.Log(1.4), 20, 0.03, isSaturated: true);
        int tried = probe.Limit;
        for (int i = 0; i < 4_000 && probe.IsProbing; i++) probe.Add(0, tried, 0.03, isSaturated: true);

        Assert.Equal(tried, probe.Accepted);
    }

    [Fact]
    public void Retreat_leaves_a_quarter_and_no_slow_start()
    {
        var probe = new ConcurrencyProbe(20, 64);
        probe.Retreat();

        Assert.Equal((5, 5, false, false), (probe.Limit, probe.Accepted, probe.IsSlowStart, probe.IsProbing));
    }

    [Fact]
    public void Drift_ends_a_probe()
    {
        var probe = new ConcurrencyProbe(2, Max);
        while (!probe.IsProbing) probe.Add(0, 2, 0.03, isSaturated: true);
        probe.OnDrift();

        Assert.False(probe.IsProbing);
        Assert.Equal(2, probe.Limit);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(50, Max)]
    [InlineData(0, 1)]
    public void Restored_number_is_the_limit(int parallel, int expected)
    {
        var probe = new ConcurrencyProbe(1, Max);
        probe.Restore(parallel);

        Assert.Equal((expected, expected, false), (probe.Limit, probe.Accepted, probe.IsSlowStart));
    }

    /// <summary>There is always another batch to send.</summary>
    private static ConcurrencyProbe Run(SimulatedDevice device, double noise, int seed, int start)
    {
        var random = new NoisyTimes(seed);
        var probe = new ConcurrencyProbe(start, Max);
        var inTheAir = new PriorityQueue<(int InFlight, double Time), double>();
        double now = 0;
        for (int i = 0; i < 6000; i++)
        {
            while (inTheAir.Count < probe.Limit)
            {
                int inFlight = inTheAir.Count + 1;
                double time = device.Inflation(inFlight) * random.LogNormal(noise);
                inTheAir.Enqueue((inFlight, time), now + time);
            }

            inTheAir.TryDequeue(out (int InFlight, double Time) batch, out now);
            probe.Add(Math.Log(batch.Time), batch.InFlight, Math.Max(0.01, noise), isSaturated: true);
            Assert.InRange(probe.Limit, 1, Max);
        }

        return probe;
    }
}
