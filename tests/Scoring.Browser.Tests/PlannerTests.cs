using System.Globalization;
using System.Text.Json;
using Scoring.Tuning;
using Scoring.Tuning.Planning;

namespace Scoring.Browser.Tests;

/// <summary>The page's planner says what <see cref="CapacityPlanner"/> says.</summary>
[Collection(BrowserTests.Name)]
public class PlannerTests(Support.Browser browser)
{
    /// <summary>Sets the four numbers as a reader would and gives all that is shown.</summary>
    private const string Ask = """
        asked => asked.map(numbers => {
          ["rate", "budget", "partitions", "replicas"].forEach((id, index) => {
            document.getElementById(id).value = numbers[index];
            document.getElementById(id).dispatchEvent(new Event("input"));
          });
          return ["rows", "parallel", "replicas", "per-replica", "capacity", "p99", "growth", "utilization"].map(id => document.getElementById("plan-" + id).dataset.value);
        })
        """;

    [Theory]
    [InlineData(nameof(Reports.Full))]
    [InlineData(nameof(Reports.OneSize))]
    public async Task Plan_is_that_of_the_planner_on_a_grid_of_wishes(string sample)
    {
        TuningReport report = Reports.Of(sample);
        TuningProfile profile = report.ToProfile();
        await using OpenPage open = await browser.OpenAsync(report);
        double[][] asked =
        [
            .. from rate in new[] { 1, 900.5, 20_000, 150_000, 579_710, 600_000, 724_637, 3_000_000, 40_000_000 }
               from budget in new[] { 0, 2, 9.5, 25, 400 }
               from partitions in new[] { 1.0, 3, 20 }
               from replicas in new[] { 0.0, 1, 7 }
               select new[] { rate, budget, partitions, replicas },
        ];

        string[][] shown = (await open.Page.EvaluateAsync<JsonElement>(Ask, asked)).EnumerateArray().Select(static plan => plan.EnumerateArray().Select(static value => value.GetString()!).ToArray()).ToArray();

        Assert.Empty(open.Complaints);
        for (int i = 0; i < asked.Length; i++) AssertSame(CapacityPlanner.Plan(profile, Options(asked[i])), shown[i], $"rate {asked[i][0]}, budget {asked[i][1]} ms, {asked[i][2]} partitions, {asked[i][3]} replicas");
    }

    [Fact]
    public async Task Sliders_change_numbers_and_say_when_it_is_too_little()
    {
        await using OpenPage open = await browser.OpenAsync(Reports.Full(), width: 360);
        ILocator rate = open.Page.Locator("#rate-slider"), number = open.Page.Locator("#rate"), message = open.Page.Locator("#plan-message");

        Assert.Equal("150000", await number.InputValueAsync());
        Assert.Equal("That is enough, with room for times of more load.", await message.TextContentAsync());
        await open.Page.Locator("#replicas").FillAsync("1");
        await rate.FocusAsync();
        await open.Page.Keyboard.PressAsync("End");

        Assert.Equal("14000000", await number.InputValueAsync());
        Assert.Equal("14,000,000", await rate.GetAttributeAsync("aria-valuetext"));
        Assert.StartsWith("The queue grows by 13,275,362 rows/s: 25 replicas are needed instead of 1.", await message.TextContentAsync(), StringComparison.Ordinal);
        await open.Page.Keyboard.PressAsync("Home");
        Assert.Equal("720", await number.InputValueAsync());
        Assert.Equal("0 rows/s", await open.Page.Locator("#plan-growth").TextContentAsync());
    }

    [Fact]
    public async Task Number_that_cannot_be_is_named_and_changes_nothing()
    {
        await using OpenPage open = await browser.OpenAsync(Reports.Full());
        string? before = await open.Page.Locator("#plan-capacity").TextContentAsync();

        await open.Page.Locator("#rate").FillAsync("0");

        Assert.StartsWith("Rows per second that come: ", await open.Page.Locator("#plan-message").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await open.Page.Locator("#plan-capacity").TextContentAsync());
    }

    [Fact]
    public async Task Planner_of_a_report_without_a_point_is_left_out()
    {
        await using OpenPage open = await browser.OpenAsync(Reports.Empty());

        Assert.Equal(0, await open.Page.Locator("#planner").CountAsync());
    }

    private static PlanOptions Options(double[] asked) => new()
    {
        ArrivalRate = asked[0],
        P99Budget = asked[1] > 0 ? TimeSpan.FromMilliseconds(asked[1]) : null,
        Partitions = (int)asked[2],
        Replicas = asked[3] > 0 ? (int)asked[3] : null,
    };

    private static void AssertSame(ScoringPlan plan, string[] shown, string asked)
    {
        double?[] expected = [plan.Rows, plan.ParallelRequests, plan.Replicas, plan.RequestsPerReplica, plan.Capacity, plan.ExpectedP99Seconds, plan.QueueGrowth, plan.Utilization];
        for (int i = 0; i < expected.Length; i++)
        {
            double? actual = shown[i].Length > 0 ? double.Parse(shown[i], CultureInfo.InvariantCulture) : null;
            Assert.True(expected[i].HasValue == actual.HasValue && Math.Abs((expected[i] - actual) ?? 0) <= 1e-9 * Math.Abs(expected[i] ?? 0), $"{asked}: value {i} is {actual} instead of {expected[i]}");
        }
    }
}
