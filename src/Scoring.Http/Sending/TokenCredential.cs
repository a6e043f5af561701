namespace Scoring.Http.Sending;

/// <summary>Tokens that expire.</summary>
internal sealed class TokenCredential(Func<CancellationToken, ValueTask<ScoringToken>> getToken) : ScoringCredential
{
    /// <summary>A new token is asked for so long before the old one ends, unless it says when itself.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();

    /// <summary>The token in use; null when there is none, or it was not accepted. Written under <see cref="_lock"/>, read without.</summary>
    private Held? _current;

    /// <summary>The last token, for blotting it out. Written under <see cref="_lock"/>.</summary>
    private string? _lastValue;

    /// <summary>The one that is being asked for; null when none is. Under <see cref="_lock"/>.</summary>
    private Task<string>? _renewal;

    internal override string Header => "Authorization";

    internal override bool CanRenew => true;

    internal override ValueTask<string> GetAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Held? held = Volatile.Read(ref _current);
        if (held is not null && now < held.RefreshAt) return new ValueTask<string>(held.HeaderValue);
        Task<string> renewal = Renew();

        // Whoever has a token that still serves does not wait for the next one, nor for its failure.
        return held is not null && now < held.ExpiresAt ? new ValueTask<string>(held.HeaderValue) : new ValueTask<string>(renewal.WaitAsync(cancellationToken));
    }

    internal override void Reject(string value)
    {
        lock (_lock)
        {
            if (_current?.HeaderValue == value) _current = null;
        }
    }

    internal override string Scrub(string text, bool isForeign) => Volatile.Read(ref _lastValue) is { } secret ? SecretText.Remove(text, secret, isForeign) : text;

    /// <summary>Asks for a token, unless that is being done. No request's own cancellation ends it, as others wait for it too.</summary>
    private Task<string> Renew()
    {
        TaskCompletionSource<string> renewal;
        lock (_lock)
        {
            if (_renewal is not null) return _renewal;
            renewal = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _renewal = renewal.Task;
        }

        _ = AskAsync(renewal);
        return renewal.Task;
    }

    private async Task AskAsync(TaskCompletionSource<string> renewal)
    {
        try
        {
            ScoringToken token = await getToken(CancellationToken.None).ConfigureAwait(false);
            if (string.IsNullOrEmpty(token.Value)) throw new InvalidOperationException("It is empty.");
            var held = new Held($"Bearer {token.Value}", token.RefreshAt ?? token.ExpiresAt - s_margin, token.ExpiresAt);
            End(held, token.Value);
            renewal.SetResult(held.HeaderValue);
        }
        catch (Exception error)
        {
            End(null, null);
            renewal.SetException(new ScoringEndpointException($"No token could be had: {error.Message}", error) { Failure = EndpointFailure.Connection });

            // Nobody may wait for it.
            _ = renewal.Task.Exception;
        }
    }

    private void End(Held? held, string? value)
    {
        lock (_lock)
        {
            if (held is not null) (_current, _lastValue) = (held, value);
            _renewal = null;
        }
    }

    private sealed record Held(string HeaderValue, DateTimeOffset RefreshAt, DateTimeOffset ExpiresAt);
}
