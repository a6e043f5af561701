using System.Diagnostics.CodeAnalysis;

namespace Scoring.Http.Sending;

/// <summary>Throws, so that the methods that write need not.</summary>
internal static class HttpThrow
{
    private const int ContentTooLarge = 413;

    [DoesNotReturn]
    public static void RequestTooLarge(int maxBytes) => throw new ScoringRefusedException(
        $"The request is longer than {nameof(HttpScoringOptions)}.{nameof(HttpScoringOptions.MaxRequestBytes)}, {maxBytes} bytes, and was not sent. Send fewer rows per request, or raise the limit.")
    {
        Status = ContentTooLarge,
    };
}
