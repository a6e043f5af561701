using Scoring.Tuning;

namespace Scoring.Browser.Tests;

/// <summary>The report's page in a real browser.</summary>
[Collection(BrowserTests.Name)]
public class PageTests(Support.Browser browser)
{
    /// <summary>The width of a sheet without its margins, in pixels of 1/96 inch.</summary>
    private const int A4 = 704;

    public static TheoryData<string> Samples => [nameof(Reports.Full), nameof(Reports.OneSize), nameof(Reports.Partial), nameof(Reports.Empty), nameof(Reports.Hostile)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Page_opens_without_a_complaint_and_asks_for_nothing(string sample)
    {
        await using OpenPage open = await browser.OpenAsync(Reports.Of(sample));

        Assert.Empty(open.Complaints);
        Assert.Equal(open.Page.Url, Assert.Single(open.Requests));
        Assert.Equal("Tuning of " + Reports.Of(sample).Key.ModelName.Replace('\u0001', '\ufffd'), await open.Page.TitleAsync());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Page_is_no_wider_than_the_screen_and_legible_in_both_themes(string sample)
    {
        await using OpenPage open = await browser.OpenAsync(Reports.Of(sample));
        foreach (int width in new[] { 360, 1920 })
        {
            await open.Page.SetViewportSizeAsync(width, 900);
            foreach (ColorScheme theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await open.Page.EmulateMediaAsync(new() { ColorScheme = theme });

                Assert.Equal(width, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
                Assert.Empty(await open.Page.EvaluateAsync<string[]>(PageScripts.TextOfLowContrast));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Text_of_charts_is_of_a_legible_size_on_every_screen(string sample)
    {
        await using OpenPage open = await browser.OpenAsync(Reports.Of(sample));
        foreach (int width in new[] { 360, 768, 1280, 1920 })
        {
            await open.Page.SetViewportSizeAsync(width, 900);

            Assert.Empty(await open.Page.EvaluateAsync<string[]>(PageScripts.SmallOrOverlappingText));
        }
    }

    [Fact]
    public async Task Theme_follows_the_reader_and_paper_is_white()
    {
        await using OpenPage open = await browser.OpenAsync(Reports.Full(), theme: ColorScheme.Dark);
        const string ground = "getComputedStyle(document.body).backgroundColor";

        string dark = await open.Page.EvaluateAsync<string>(ground);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await open.Page.SetViewportSizeAsync(A4, 1000);

        Assert.Equal("rgb(16, 21, 27)", dark);
        Assert.Equal("rgb(255, 255, 255)", await open.Page.EvaluateAsync<string>(ground));
        Assert.Empty(await open.Page.EvaluateAsync<string[]>(PageScripts.TextOfLowContrast));
        Assert.Empty(await open.Page.EvaluateAsync<string[]>(PageScripts.SmallOrOverlappingText));
    }

    [Fact]
    public async Task Numbers_are_those_of_the_json()
    {
        TuningReport report = Reports.Full();
        await using OpenPage open = await browser.OpenAsync(report);

        TuningReport embedded = TuningReport.FromJson((await open.Page.TextContentAsync("#report"))!);
        string[] rates = await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#points-caption ~ tbody tr')].map(row => [0, 1, 7].map(column => row.cells[column].textContent).join(' '))");

        Assert.Equal(report.ToJson(), embedded.ToJson());
        Assert.Equal(report.Points.Select(static point => FormattableString.Invariant($"{point.Rows:N0} {point.ParallelRequests} {point.RowsPerSecond:N0}")), rates);
        Assert.Contains(FormattableString.Invariant($"{report.Recommended!.RowsPerSecond:N0} rows per second"), await open.Page.TextContentAsync("#answer"), StringComparison.Ordinal);
        Assert.Equal(report.Points.Length, await open.Page.Locator(".wide .cell").CountAsync() - 7);
    }

    [Fact]
    public async Task Pointing_at_a_mark_shows_its_numbers()
    {
        await using OpenPage open = await browser.OpenAsync(Reports.Full());
        ILocator mark = open.Page.Locator("svg.wide .point[aria-label*='recommended']").Nth(2), tip = open.Page.Locator("#tip");

        Assert.False(await tip.IsVisibleAsync());
        await mark.HoverAsync();

        Assert.Equal(["8 requests at a time of 1,000 rows", "724,638 rows/s", "p50 11.2 ms", "p99 19.3 ms", "p99 of a row 21.7 ms", "recommended", "knee"], await tip.Locator("b, span").AllTextContentsAsync());
        await open.Page.Keyboard.PressAsync("Escape");
        Assert.False(await tip.IsVisibleAsync());
    }

    [Fact]
    public async Task Keys_reach_every_mark_and_move_between_them()
    {
        await using OpenPage open = await browser.OpenAsync(Reports.Full(), width: 360);
        const string focused = "document.activeElement.getAttribute('aria-label')";

        await open.Page.Keyboard.PressAsync("Tab");
        string first = await open.Page.EvaluateAsync<string>(focused);
        await open.Page.Keyboard.PressAsync("ArrowRight");
        string second = await open.Page.EvaluateAsync<string>(focused);
        bool isShown = await open.Page.Locator("#tip").IsVisibleAsync();
        await open.Page.Keyboard.PressAsync("End");
        string last = await open.Page.EvaluateAsync<string>(focused);
        await open.Page.Keyboard.PressAsync("Tab");

        Assert.StartsWith("8 requests at a time of 1 row:", first, StringComparison.Ordinal);
        Assert.StartsWith("8 requests at a time of 8 rows:", second, StringComparison.Ordinal);
        Assert.StartsWith("8 requests at a time of 2,000 rows:", last, StringComparison.Ordinal);
        Assert.True(isShown);
        Assert.Equal(2, await open.Page.EvaluateAsync<int>("[...document.querySelectorAll('figure')].indexOf(document.activeElement.closest('figure')) + 1"));
    }

    [Fact]
    public async Task Everything_has_a_name_for_those_who_hear_it()
    {
        await using OpenPage open = await browser.OpenAsync(Reports.Full());

        Assert.Empty(await open.Page.EvaluateAsync<string[]>(PageScripts.Nameless));
        Assert.Equal(1, await open.Page.Locator("h1").CountAsync());
    }
}
