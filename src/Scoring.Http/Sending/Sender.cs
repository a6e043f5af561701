namespace Scoring.Http.Sending;

/// <summary>Sends messages by whichever client there is.</summary>
internal sealed class Sender : IDisposable
{
    private readonly HttpScoringOptions _options;

    /// <summary>The client's own; null when one was given.</summary>
    private readonly OwnHandlers? _own;

    public Sender(HttpScoringOptions options)
    {
        _options = options;
        if (options.HttpClient is not null || options.HttpClientFactory is not null) return;
        _own = new OwnHandlers(options);
        LeavesMessages = !_own.HasCredentials;
    }

    /// <summary>Whether a message that was answered is as it was, or can be seen to have headers more: it goes to the client's own handler and to nobody else, and that one replaces none.</summary>
    public bool LeavesMessages { get; }

    /// <summary>Whether answers come from the client's own handler.</summary>
    public bool IsOwn => _own is not null;

    /// <summary>The handler that sends the next message; null when a client was given.</summary>
    public OwnHandler? Choose() => _own?.Choose();

    /// <summary>Gives the answer when its headers are there.</summary>
    /// <param name="message">What is sent.</param>
    /// <param name="handler">From <see cref="Choose"/>; its <see cref="OwnHandler.End"/> is the caller's to call.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, OwnHandler? handler, CancellationToken cancellationToken)
    {
        if (handler is not null) return handler.SendAsync(message, cancellationToken);
        HttpClient client = _options.HttpClient ?? _options.HttpClientFactory!.CreateClient(_options.HttpClientName);
        return client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public void Dispose() => _own?.Dispose();
}
