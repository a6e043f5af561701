namespace Scoring.Tests.Batching.Batches;

/// <summary>Many batches at once on one thread, under many seeds.</summary>
public class BatchClientSimulationTests
{
    private const int Seeds = 300;

    [Fact]
    public async Task Every_batch_ends_once_with_its_own_scores_or_an_error_of_its_own()
    {
        var tally = new BatchTally();
        for (int i = 0; i < Seeds; i++)
        {
            int seed = (int)Properties.Seed + i;
            try
            {
                await new BatchClientSimulation(seed, tally).RunAsync();
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"The simulation failed with seed {seed}: {error.Message}", error);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{tally}");
        Assert.Equal(tally.Started, tally.Ended);
        Assert.All([tally.Scored, tally.Failed, tally.Rejected, tally.Cancelled, tally.TurnedAway, tally.Shared], static count => Assert.NotEqual(0, count));
    }
}
