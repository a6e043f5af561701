namespace Scoring.Tests.Batching.Simulation;

/// <summary>Settings that change all the time on one thread and on virtual time, under many seeds.</summary>
public class SettingsSimulationTests
{
    private const int Seeds = 300;

    [Fact]
    public void Every_row_ends_once_and_the_limits_in_force_hold_while_settings_change()
    {
        (long scored, long rejected, long cancelled) = (0, 0, 0);
        for (int i = 0; i < Seeds; i++)
        {
            int seed = (int)Properties.Seed + i;
            try
            {
                var simulation = new SettingsSimulation(seed);
                simulation.Run();
                (scored, rejected, cancelled) = (scored + simulation.Scored, rejected + simulation.Rejected, cancelled + simulation.Cancelled);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"The simulation failed with seed {seed}: {error.Message}", error);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{scored} scored, {rejected} rejected, {cancelled} cancelled");
        Assert.All([scored, rejected, cancelled], static rows => Assert.NotEqual(0, rows));
    }
}
