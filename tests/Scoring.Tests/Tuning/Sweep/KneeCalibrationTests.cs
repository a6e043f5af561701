using System.Globalization;
using System.Text;
using Scoring.Tests.Fakes;
using Scoring.Tuning;

namespace Scoring.Tests.Tuning.Sweep;

/// <summary>Whether knees are right, and confidences are what they say: whole sweeps of services whose knee is known, with noise.</summary>
public class KneeCalibrationTests(ITestOutputHelper output)
{
    private const int Sweeps = 200;

    /// <summary>Of the knee: an answer that is no further off is right.</summary>
    private const double Right = 0.15;

    [Fact]
    public async Task Knees_are_right_and_so_are_their_confidences()
    {
        var answers = new List<Answer>();
        foreach (ServiceCurve curve in ServiceCurve.All)
        {
            for (int seed = 1; seed <= Sweeps; seed++) answers.Add(await SweepAsync(curve, seed));
        }

        output.WriteLine(Table(answers));
        Assert.All(answers.GroupBy(static answer => answer.Curve), static group => Assert.True(ShareOfRight(group) >= 0.9, $"'{group.Key}': {ShareOfRight(group):0.000} are right, seeds 1 to {Sweeps}"));
        Answer[] sure = [.. answers.Where(static answer => answer.Confidence >= 0.8)];
        Assert.True(ShareOfRight(sure) >= 0.8);
        Assert.All(answers, static answer => Assert.InRange(answer.Requests, 1, 3000));
        Assert.All(answers, static answer => Assert.InRange(answer.Seconds, 0, 60));
    }

    private static async Task<Answer> SweepAsync(ServiceCurve curve, int seed)
    {
        var leaf = new CurveLeaf(curve, 1000 + seed);
        var options = new TuningOptions
        {
            BatchSizes = [.. TuningOptions.DefaultBatchSizes, ServiceCurve.Largest],
            ParallelRequests = [1],
            LoadCheck = LoadCheckMode.None,
            Seed = seed,
            TimeProvider = leaf,
            Starter = InlineStarter.Instance,
        };
        TuningReport report = await ScoringTuner.RunAsync(leaf, LongModel.Batch(100), options);
        return new Answer(curve.Name, curve.Knee, report.Knee.Rows!.Value, report.Knee.Confidence, leaf.Requests, report.Seconds);
    }

    private static double ShareOfRight(IEnumerable<Answer> answers) => answers.Average(static answer => answer.IsRight ? 1.0 : 0);

    private static string Table(List<Answer> answers)
    {
        var text = new StringBuilder("| curve | knee | answers, 5 to 95 % | right | right where sure | sure | requests | seconds |\n");
        foreach (IGrouping<string, Answer> group in answers.GroupBy(static answer => answer.Curve))
        {
            int[] knees = [.. group.Select(static answer => answer.Knee).Order()];
            Answer[] sure = [.. group.Where(static answer => answer.Confidence >= 0.8)];
            text.AppendLine(CultureInfo.InvariantCulture, $"| {group.Key} | {group.First().Truth} | {knees[knees.Length / 2]} [{knees[knees.Length / 20]}–{knees[knees.Length * 19 / 20]}] | {ShareOfRight(group):0.000} | {(sure.Length > 0 ? ShareOfRight(sure) : double.NaN):0.000} | {(double)sure.Length / group.Count():0.000} | {group.Average(static answer => answer.Requests):0} | {group.Average(static answer => answer.Seconds):0.0} |");
        }

        text.AppendLine("\n| confidence | answers | right |");
        double[] from = [0, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01];
        for (int i = 0; i + 1 < from.Length; i++)
        {
            Answer[] some = [.. answers.Where(answer => answer.Confidence >= from[i] && answer.Confidence < from[i + 1])];
            if (some.Length > 0) text.AppendLine(CultureInfo.InvariantCulture, $"| {from[i]:0.00}–{Math.Min(1, from[i + 1]):0.00} | {some.Length} | {ShareOfRight(some):0.000} |");
        }

        return text.ToString();
    }

    private sealed record Answer(string Curve, int Truth, int Knee, double Confidence, int Requests, double Seconds)
    {
        public bool IsRight => Math.Abs(Knee - Truth) <= Right * Truth;
    }
}
