using Scoring.Tests.Batching.Simulation;

namespace Scoring.Tests.Batching.Stress;

/// <summary>Every row ends once, with its own score or with an error that has a reason, on real threads; and the limits hold.</summary>
public class RowStressTests
{
    private const int Seeds = 100;

    [Fact]
    public async Task A_million_rows_of_64_callers_over_8_partitions_all_end_once()
    {
        const int Lanes = 4, Parallel = 2;
        var settings = new StressSettings(
            Rows: 1_000_000,
            Callers: 64,
            Partitions: 8,
            Lanes,
            new ScoringClientOptions { MaxBatchCount = 64, MaxParallelRequests = Parallel, MaxQueuedRows = 500, ShutdownTimeout = TimeSpan.FromMilliseconds(1) });

        RowStress stress = await RunAsync((int)Properties.Seed, settings);

        Write([stress]);
        Assert.InRange(stress[RowFate.Scored], 800_000, 1_000_000);
        Assert.All([RowFate.Failed, RowFate.Cancelled, RowFate.TurnedAway], fate => Assert.NotEqual(0, stress[fate]));
        Assert.Equal((Parallel, Lanes), (stress.Leaf.MostOfOne, stress.Leaf.MostOfAll));
    }

    [Fact]
    public async Task Every_row_ends_once_under_a_hundred_seeds()
    {
        var all = new List<RowStress>();
        for (int i = 0; i < Seeds; i++)
        {
            int seed = (int)Properties.Seed + (1000 * i);
            all.Add(await RunAsync(seed, StressSettings.Any(new Random(seed))));
        }

        Write(all);
        Assert.All([RowFate.Scored, RowFate.Failed, RowFate.Cancelled, RowFate.QueueFull, RowFate.TurnedAway], fate => Assert.NotEqual(0, all.Sum(stress => stress[fate])));
    }

    [Fact]
    public async Task Every_row_ends_once_while_the_settings_change_all_the_time()
    {
        var all = new List<RowStress>();
        for (int i = 0; i < Seeds / 2; i++)
        {
            int seed = (int)Properties.Seed + (1000 * i);
            all.Add(await RunAsync(seed, StressSettings.Any(new Random(seed)) with { ChangesOptions = true }));
        }

        Write(all);
        Assert.All([RowFate.Scored, RowFate.Cancelled, RowFate.QueueFull, RowFate.TurnedAway], fate => Assert.NotEqual(0, all.Sum(stress => stress[fate])));
        Assert.NotEqual(0, all.Sum(static stress => stress.Changes));
    }

    private static async Task<RowStress> RunAsync(int seed, StressSettings settings)
    {
        var stress = new RowStress(seed, settings);
        try
        {
            await stress.RunAsync();
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"The stress failed with seed {seed} ({settings}): {error.Message}", error);
        }

        return stress;
    }

    private static void Write(List<RowStress> all)
    {
        string fates = string.Join(", ", Enum.GetValues<RowFate>()[1..].Select(fate => $"{fate} {all.Sum(stress => stress[fate])}"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{fates}; {all.Sum(static stress => stress.Leaf.Requests)} requests");
    }
}
