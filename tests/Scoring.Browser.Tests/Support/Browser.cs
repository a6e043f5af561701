using Scoring.Tuning;

namespace Scoring.Browser.Tests.Support;

/// <summary>A Chromium of this machine, started once for all tests. Nothing is downloaded: where there is none, tests skip.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Variable = "SCORING_CHROMIUM";

    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

    private readonly string _folder = Directory.CreateTempSubdirectory("scoring-pages").FullName;
    private int _pages;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path) return;
        _playwright = await Playwright.CreateAsync();
        // Chromium's sandbox refuses to run as root, which containers do.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Saves a report and opens its page, without a network.</summary>
    internal async Task<OpenPage> OpenAsync(TuningReport report, int width = 1920, ColorScheme theme = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, $"There is no Chromium: install the package chromium, or name one in {Variable}.");
        string file = Path.Combine(_folder, Interlocked.Increment(ref _pages) + ".html");
        report.SaveHtml(file);
        IBrowserContext context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = theme, Offline = true });
        return await OpenPage.OpenAsync(context, new Uri(file).AbsoluteUri);
    }

    private static string? Find() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : s_places.FirstOrDefault(File.Exists);
}
