using System.Globalization;

namespace Scoring.Tool.Tests.Commands;

/// <summary>Scores of whole files against those of scikit-learn.</summary>
public sealed class GoldenTests : IDisposable
{
    private const double Tolerance = 1e-5;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Taxi_fares_equal_the_kept_column()
    {
        string trips = SharedData.Require("taxi/taxi-golden.csv");
        ToolRun run = await ToolRun.RunAsync("score", Models.Taxi, "--input", trips, "--columns", Models.TaxiColumns, "--keep", "gbdt");

        Assert.True(run.Code == ExitCode.Ok, run.Error);
        Assert.Equal("gbdt,fare", run.Lines[0]);
        Assert.Equal(2000, run.Lines.Length - 1);
        foreach (string line in run.Lines.Skip(1)) AssertNear(Number(line.Split(',')[0]), Number(line.Split(',')[1]));
    }

    [Fact]
    public async Task Named_inputs_of_three_types_are_found_by_their_names()
    {
        string[] trips = await File.ReadAllLinesAsync(SharedData.Require("taxi/taxi-2016.csv"));
        string[] golden = await File.ReadAllLinesAsync(SharedData.Require("taxi/taxi-golden.csv"));
        int column = Array.IndexOf(golden[0].Split(','), "columns");
        string last = _folder.Combine("last.csv"), scores = _folder.Combine("scores.csv");
        await File.WriteAllLinesAsync(last, [trips[0], .. trips[^2000..]]);

        ToolRun run = await ToolRun.RunAsync("score", SharedData.Require("models/taxi-columns.onnx"), "--input", last, "--output", scores);

        Assert.True(run.Code == ExitCode.Ok, run.Error);
        string[] fares = await File.ReadAllLinesAsync(scores);
        Assert.Equal("fare", fares[0]);
        Assert.Equal(golden.Length, fares.Length);
        for (int i = 1; i < fares.Length; i++) AssertNear(Number(golden[i].Split(',')[column]), Number(fares[i]));
    }

    [Fact]
    public async Task Pixels_fill_an_image()
    {
        string golden = SharedData.Require("tabular/mnist-100-golden.csv");
        ToolRun run = await ToolRun.RunAsync(
            "score", SharedData.Require("models/mnist.onnx"), "--input", SharedData.Require("tabular/mnist-100.csv"), "--columns", await PixelsAsync(), "--keep", "label");

        Assert.True(run.Code == ExitCode.Ok, run.Error);
        string[] expected = await File.ReadAllLinesAsync(golden);
        Assert.Equal(11, run.Lines[0].Split(',').Length);
        for (int i = 1; i < expected.Length; i++)
        {
            double[] scores = [.. run.Lines[i].Split(',').Skip(1).Select(Number)];
            Assert.Equal(expected[i].Split(',')[1], Array.IndexOf(scores, scores.Max()).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static async Task<string> PixelsAsync()
    {
        string header = (await File.ReadAllLinesAsync(SharedData.Require("tabular/mnist-100.csv")))[0];
        return string.Join(',', header.Split(',').Where(static name => name != "label"));
    }

    private static void AssertNear(double expected, double actual) => Assert.Equal(expected, actual, Math.Abs(expected) * Tolerance);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
