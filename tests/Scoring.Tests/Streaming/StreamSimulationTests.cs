namespace Scoring.Tests.Streaming;

/// <summary>Streams on one thread, under many seeds.</summary>
public class StreamSimulationTests
{
    private const int Seeds = 150;

    [Fact]
    public void Every_row_comes_out_once_in_order_and_within_the_window()
    {
        var simulations = new List<StreamSimulation>();
        for (int i = 0; i < Seeds; i++)
        {
            int seed = (int)Properties.Seed + i;
            var simulation = new StreamSimulation(seed);
            try
            {
                simulation.Run();
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"The simulation failed with seed {seed}: {error.Message}", error);
            }

            simulations.Add(simulation);
        }

        int[] counts =
        [
            simulations.Sum(static s => s.Scored), simulations.Sum(static s => s.Failed), simulations.Count(static s => s.WasCancelled),
            simulations.Count(static s => s.HasLeft), simulations.Count(static s => s.HasFailed),
        ];
        TestContext.Current.TestOutputHelper?.WriteLine($"scored, failed, cancelled, left, source failed: {string.Join(", ", counts)}");
        Assert.All(counts, static count => Assert.NotEqual(0, count));
    }
}
