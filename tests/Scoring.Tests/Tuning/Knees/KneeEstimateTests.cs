using Scoring.Tuning.Knees;

namespace Scoring.Tests.Tuning.Knees;

public class KneeEstimateTests
{
    [Fact]
    public void Exact_times_give_all_confidence_and_noise_takes_it()
    {
        Assert.Equal(1, EstimateOf(noise: 0.0001).Confidence, 0.01);
        KneeEstimate noisy = EstimateOf(noise: 0.4);
        Assert.InRange(noisy.Confidence, 0, 0.7);
        Assert.True(noisy.Low < noisy.High);
    }

    private static KneeEstimate EstimateOf(double noise)
    {
        var random = new Random(4);
        int[] rows = [1, 8, 32, 50, 100, 128, 160, 176, 200, 256, 500, 1000, 2000];
        double[][] times = [.. rows.Select(b => Enumerable.Range(0, 9).Select(_ => (2 + (0.1 * b)) * (1 + (noise * (random.NextDouble() - 0.5)))).Order().ToArray())];
        return KneeEstimate.Of(CurveFit.Of(rows, times), random);
    }
}
