namespace Scoring.Tests.Batching;

/// <summary>Many calls at once on one thread, under many seeds.</summary>
public class RowClientSimulationTests
{
    private const int Seeds = 200;

    [Fact]
    public async Task Every_row_ends_once_with_its_own_score_or_error()
    {
        var tally = default(RowTally);
        for (int i = 0; i < Seeds; i++)
        {
            int seed = (int)Properties.Seed + i;
            var simulation = new RowClientSimulation(seed);
            try
            {
                await simulation.RunAsync();
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"The simulation failed with seed {seed}: {error.Message}", error);
            }

            tally += simulation.Tally;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{tally}");
        Assert.All([tally.Scored, tally.Unwritable, tally.Failed, tally.Rejected, tally.Cancelled, tally.TurnedAway], static count => Assert.NotEqual(0, count));
    }
}
