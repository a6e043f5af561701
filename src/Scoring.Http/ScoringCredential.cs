using Scoring.Http.Sending;

namespace Scoring.Http;

/// <summary>What a request is let in with. Its value is never part of a message, and is blotted out where a server repeats it.</summary>
/// <remarks>Thread-safe. May be shared by clients.</remarks>
public abstract class ScoringCredential
{
    private protected ScoringCredential()
    {
    }

    /// <summary>A key, or a token that does not change: <c>Authorization: Bearer …</c>.</summary>
    /// <param name="key">The key, without <c>Bearer</c>.</param>
    /// <exception cref="ArgumentException">It is empty, or has characters that no header can have.</exception>
    public static ScoringCredential FromKey(string key)
    {
        CheckValue(key);
        return new FixedCredential("Authorization", $"Bearer {key}", key);
    }

    /// <summary>A key in a header of its own, such as <c>api-key</c>.</summary>
    /// <param name="name">The header.</param>
    /// <param name="value">The key.</param>
    /// <exception cref="ArgumentException">One is empty, or the value has characters that no header can have.</exception>
    public static ScoringCredential FromHeader(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        CheckValue(value);
        return new FixedCredential(name, value, value);
    }

    /// <summary>Tokens that expire: <c>Authorization: Bearer …</c>. A new one is asked for before the old one ends, by one request at a time while the others go on, and when the endpoint answers 401.</summary>
    /// <param name="getToken">Asks for a token, as <c>TokenCredential.GetTokenAsync</c> of Azure.Identity does. Never called twice at once.</param>
    public static ScoringCredential FromToken(Func<CancellationToken, ValueTask<ScoringToken>> getToken)
    {
        ArgumentNullException.ThrowIfNull(getToken);
        return new TokenCredential(getToken);
    }

    /// <summary>The name of the header.</summary>
    internal abstract string Header { get; }

    /// <summary>Whether another value can be had when one is not accepted.</summary>
    internal virtual bool CanRenew => false;

    /// <summary>What is sent as the header's value.</summary>
    /// <exception cref="ScoringEndpointException">There is none to be had.</exception>
    internal abstract ValueTask<string> GetAsync(TimeProvider clock, CancellationToken cancellationToken);

    /// <summary>A value was not accepted.</summary>
    internal virtual void Reject(string value)
    {
    }

    /// <summary>A text without the credential's value.</summary>
    /// <inheritdoc cref="SecretText.Remove"/>
    internal abstract string Scrub(string text, bool isForeign);

    /// <summary>Nothing of what type and value it is.</summary>
    public sealed override string ToString() => nameof(ScoringCredential);

    /// <remarks>The message of the check does not repeat the value.</remarks>
    private static void CheckValue(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~')) throw new ArgumentException("A credential has characters other than printable ASCII, such as a line break at its end.", nameof(value));
    }
}
