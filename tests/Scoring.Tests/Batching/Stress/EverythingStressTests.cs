namespace Scoring.Tests.Batching.Stress;

/// <summary>Every row ends exactly once, with its own score or for a reason, with all features on at once.</summary>
public class EverythingStressTests
{
    private const int Seeds = 100;
    private const int Rows = 3_000;

    [Fact]
    public async Task Every_row_ends_once_with_all_features_on_under_a_hundred_seeds()
    {
        int scored = 0, requests = 0;
        for (int i = 0; i < Seeds; i++)
        {
            int seed = (int)Properties.Seed + (1000 * i);
            var stress = new EverythingStress(seed, Rows);
            try
            {
                await stress.RunAsync();
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"The stress failed with seed {seed}: {error.Message}", error);
            }

            scored += stress.Scored;
            requests += stress.Requests;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Seeds * Rows} rows, {scored} scored, {requests} requests");
        Assert.InRange(scored, Seeds * Rows / 4, Seeds * Rows);
    }
}
