using Scoring.Onnx.Tests.Support;

namespace Scoring.Onnx.Tests.Stress;

/// <summary>Callers, sizes, models, cancellations and disposal all at once: each row ends once, and with no other row's score.</summary>
public sealed class StressTests(ITestOutputHelper output)
{
    private const int Seed = 20260106;
    private const int Callers = 4;

    [Theory]
    [InlineData(0, 8)]
    [InlineData(30, 8)]
    public async Task Every_row_ends_once_and_right_until_the_clients_are_disposed(int patienceSeconds, int rounds)
    {
        const int CallsBeforeDisposal = 250;
        StressModel[] models = [await StressModel.LoadAsync("mlp32", 32), await StressModel.LoadAsync("logreg4", 4)];
        var tally = new StressTally();
        for (int round = 0; round < rounds; round++)
        {
            foreach (StressModel model in models)
            {
                var options = new OnnxScoringOptions { Lanes = 1 + (round % 3), ShutdownTimeout = TimeSpan.FromSeconds(patienceSeconds) };
                await RunRoundAsync(model, options, tally, Seed + (round * 100), CallsBeforeDisposal);
            }
        }

        output.WriteLine($"seed {Seed}: {tally}");
        Assert.True(tally.Sent == tally.Ended, $"seed {Seed}: {tally.Ended} rows ended, {tally}");
        Assert.True(tally.Scored > tally.Sent / 2, $"seed {Seed}: {tally}");
        Assert.True(tally.Cancelled > 0, $"seed {Seed}: {tally}");
        Assert.True(tally.NotTaken > 0, $"seed {Seed}: {tally}");
        Assert.True(tally.Rejected == 0 || patienceSeconds == 0, $"seed {Seed}: {tally}");
    }

    /// <summary>All callers run; one of them disposes the client after its share, while the others still call.</summary>
    private static async Task RunRoundAsync(StressModel model, OnnxScoringOptions options, StressTally tally, int seed, int callsBeforeDisposal)
    {
        OnnxScoringClient leaf = TestModels.Load(model.Name, options);
        IScoringClient<float[], float[]> rows = new ScoringClientBuilder(leaf).Build<float[], float[]>(options: new ScoringClientOptions
        {
            ShutdownTimeout = options.ShutdownTimeout,
            MaxBatchCount = 50,
        });

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(caller)))).OrFail();
        await rows.DisposeAsync().OrFail();

        async Task CallAsync(int caller)
        {
            await new StressCaller(model, leaf, rows, tally, seed + caller).RunAsync(caller == 0 ? callsBeforeDisposal : int.MaxValue);
            if (caller == 0) await rows.DisposeAsync();
        }
    }
}
