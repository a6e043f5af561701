using System.Net.Http.Headers;

namespace Scoring.Http.Answers;

/// <summary>How long an endpoint asks to wait (RFC 9110 section 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>Null when it does not ask, or what it says cannot be understood. A date in the past is no wait.</summary>
    /// <remarks>A date is counted from the server's own where it tells that: the two clocks may differ by more than the wait.</remarks>
    public static TimeSpan? Of(HttpResponseHeaders headers, TimeProvider clock)
    {
        if (headers.RetryAfter is not { } asked) return null;
        if (asked.Delta is { } delta) return delta;
        if (asked.Date is not { } date) return null;
        TimeSpan left = date - (headers.Date ?? clock.GetUtcNow());
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
