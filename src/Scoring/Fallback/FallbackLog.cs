using Microsoft.Extensions.Logging;
using Scoring.Diagnostics;

namespace Scoring.Fallback;

/// <summary>Tells when requests begin to fall back, and when the first client answers again: not each of them.</summary>
internal sealed class FallbackLog(ILogger logger, string client)
{
    /// <summary>1 while requests fall back. Set by interlocked exchanges.</summary>
    private int _fallsBack;

    public void OnFallback(FallbackReason reason, Exception? error)
    {
        if (Interlocked.Exchange(ref _fallsBack, 1) == 0) ScoringLog.FallbackBegan(logger, client, reason, error?.Message ?? "no answer in time");
    }

    public void OnFirstAnswered()
    {
        if (Volatile.Read(ref _fallsBack) == 1 && Interlocked.Exchange(ref _fallsBack, 0) == 1) ScoringLog.FallbackEnded(logger, client);
    }

    public void OnBothFailed(Exception first, Exception other) => ScoringLog.FallbackFailed(logger, client, first.Message, other.Message);
}
