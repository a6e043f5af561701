using Scoring.Tests.Concurrency;

namespace Scoring.Tests.Batching.Simulation;

/// <summary>Rows in the stripes of several threads, in queues that are full and not, under many seeds.</summary>
public class StripesSimulationTests
{
    private const int Seeds = 100, Stripes = 3;

    [Fact]
    public void Rows_of_each_thread_are_sent_once_in_their_order_and_limits_hold_and_none_waits_for_ever()
    {
        using var threads = new ThreadsInTurn(Stripes);
        (int sent, int rejected, int full) = (0, 0, 0);
        for (int i = 0; i < Seeds; i++)
        {
            int seed = (int)Properties.Seed + i;
            try
            {
                var simulation = new StripesSimulation(seed, threads);
                simulation.Run();
                (sent, rejected, full) = (sent + simulation.Sent, rejected + simulation.Rejected, full + (simulation.WasFull ? 1 : 0));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"The simulation failed with seed {seed}: {error.Message}", error);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{sent} sent, {rejected} rejected, queues full in {full} runs");
        Assert.True(sent > 0 && rejected > 0 && full > Seeds / 10, "The limits were hardly reached.");
    }
}
