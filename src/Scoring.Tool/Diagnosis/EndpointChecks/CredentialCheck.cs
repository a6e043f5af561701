using Scoring.Tool.Reporting;

namespace Scoring.Tool.Diagnosis.EndpointChecks;

/// <summary>Whether the endpoint lets requests in, and how much longer.</summary>
internal static class CredentialCheck
{
    private const int Unauthorized = 401, Forbidden = 403;

    private static readonly TimeSpan s_soon = TimeSpan.FromMinutes(10);

    /// <summary>The key by itself, before it is sent.</summary>
    /// <param name="variable">The environment variable that holds it.</param>
    /// <param name="key">Its value.</param>
    /// <param name="now">What time it is.</param>
    /// <returns>Null where there is nothing to say.</returns>
    public static Finding? OfKey(string variable, string key, DateTimeOffset now)
    {
        if (TokenExpiry.Of(key) is not { } end) return null;
        TimeSpan left = end - now;
        string remedy = $"Put a new token into {variable}. In an application ScoringCredential.FromToken asks for new ones by itself.";
        if (left <= TimeSpan.Zero) return Finding.Problem(Topics.Credential, $"The token in {variable} ended {Numbers.Time(-left)} ago.", remedy);
        string text = $"The token in {variable} ends in {Numbers.Time(left)}.";
        return left < s_soon ? Finding.Problem(Topics.Credential, text, remedy) : Finding.Note(Topics.Credential, text, remedy);
    }

    public static bool IsOf(ScoringException error) => error.Status is Unauthorized or Forbidden;

    public static Finding Refused(ScoringException error, string? variable)
    {
        string status = $"status {error.Status}{(string.IsNullOrEmpty(error.ResponseExcerpt) ? "" : $", '{error.ResponseExcerpt}'")}";
        return (variable, error.Status) switch
        {
            (null, _) => Finding.Problem(Topics.Credential, $"The endpoint wants a key, and none was given ({status}).", "Put it into an environment variable and name that: --key-env NAME."),
            (_, Forbidden) => Finding.Problem(Topics.Credential, $"The endpoint knows the key in {variable}, or does not want to say, but it does not allow scoring ({status}).", "Give the key's owner the right to score, or use another key."),
            _ => Finding.Problem(Topics.Credential, $"The endpoint does not accept the key in {variable} ({status}).", $"See whether {variable} holds the key of this endpoint and deployment, whole, and whether it was renewed."),
        };
    }

    public static Finding LetIn(string? variable) => Finding.Ok(Topics.Credential, variable is null ? "The endpoint asks for no key." : $"The key in {variable} is accepted.");
}
