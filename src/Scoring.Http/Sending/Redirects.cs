using System.Net;

namespace Scoring.Http.Sending;

/// <summary>Where an answer sends a request on to.</summary>
internal static class Redirects
{
    public const int Most = 5;

    /// <summary>The next address; null when the answer is no redirect, or one that is not followed.</summary>
    /// <remarks>Only 307 and 308 keep method and body (RFC 9110 section 15.4). Credentials go to no other server, and never from TLS to none.</remarks>
    /// <param name="response">The answer.</param>
    /// <param name="from">What was asked.</param>
    /// <param name="hasCredential">Whether a credential would go along.</param>
    public static Uri? Next(HttpResponseMessage response, Uri from, bool hasCredential)
    {
        if (response.StatusCode is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect) || response.Headers.Location is not { } location) return null;
        var to = new Uri(from, location);
        if (to.Scheme != Uri.UriSchemeHttp && to.Scheme != Uri.UriSchemeHttps) return null;
        if (from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps) return null;
        return hasCredential && !IsSameServer(from, to) ? null : to;
    }

    private static bool IsSameServer(Uri from, Uri to) =>
        Uri.Compare(from, to, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
