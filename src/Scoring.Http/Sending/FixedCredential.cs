namespace Scoring.Http.Sending;

/// <summary>A header that does not change.</summary>
internal sealed class FixedCredential(string header, string value, string secret) : ScoringCredential
{
    internal override string Header => header;

    internal override ValueTask<string> GetAsync(TimeProvider clock, CancellationToken cancellationToken) => new(value);

    internal override string Scrub(string text, bool isForeign) => SecretText.Remove(text, secret, isForeign);
}
