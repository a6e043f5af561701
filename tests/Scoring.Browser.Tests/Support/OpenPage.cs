namespace Scoring.Browser.Tests.Support;

/// <summary>A page, with what it complained of and what it asked for.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private OpenPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Complaints.Add(message.Text);
        page.PageError += (_, error) => Complaints.Add(error);
        page.Dialog += (_, dialog) => Complaints.Add("dialog: " + dialog.Message);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>What was written to the console, errors, and dialogs.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The addresses that were asked for.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<OpenPage> OpenAsync(IBrowserContext context, string address)
    {
        var page = new OpenPage(context, await context.NewPageAsync());
        await page.Page.GotoAsync(address);
        return page;
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
