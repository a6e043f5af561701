namespace Scoring.Http;

/// <summary>A bearer token and how long it serves.</summary>
/// <param name="Value">The token. Not shown by <see cref="ToString"/>.</param>
/// <param name="ExpiresAt">From when it is not accepted any more.</param>
/// <param name="RefreshAt">From when another one is asked for, while this one still serves; five minutes before the end when left out.</param>
public readonly record struct ScoringToken(string Value, DateTimeOffset ExpiresAt, DateTimeOffset? RefreshAt = null)
{
    /// <summary>When it expires, and nothing of its value.</summary>
    public override string ToString() => $"token until {ExpiresAt:u}";
}
