using System.Runtime.ExceptionServices;

namespace Scoring.Tuning.Sweep;

/// <summary>Visits settings, and decides what it means when a request fails.</summary>
internal sealed class Requester(ClosedLoop loop, SweepRecord record, SweepAllowance allowance, TimeProvider clock, CancellationToken cancellationToken, CancellationToken timeUp)
{
    private const int TriesWhenUnreachable = 3, TriesWhenOverloaded = 4;

    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(100), s_longestPause = TimeSpan.FromSeconds(5);

    /// <summary>Whether any request has succeeded: before that an error is the caller's to see.</summary>
    private bool _hasSucceeded;

    /// <summary>Sends requests, again where that may help.</summary>
    /// <param name="setting">Rows in each, and how many are in flight.</param>
    /// <param name="each">How many each of the loops sends.</param>
    /// <returns>Null when the setting gives nothing: it is barred, or the sweep has ended.</returns>
    public async Task<Visit?> VisitAsync(Setting setting, int each)
    {
        int failures = 0;
        for (int tries = 1; !HasToEnd() && !record.IsBarred(setting); tries++)
        {
            Visit visit = await loop.RunAsync(setting, each, timeUp).ConfigureAwait(false);
            allowance.Spend(visit.Requests);
            _hasSucceeded |= visit.Times.Count > 0;
            failures += visit.Failures;
            if (visit.Error is null) return visit with { Failures = failures };
            if (!Judge(setting, visit.Error, tries)) break;
            await PauseAsync(visit.Error, tries).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Whether nothing is sent any more.</summary>
    public bool IsOver => record.HasEnded || allowance.IsOver;

    private bool HasToEnd()
    {
        if (cancellationToken.IsCancellationRequested) record.End("the sweep was cancelled");
        return IsOver;
    }

    /// <returns>Whether it is worth another try.</returns>
    private bool Judge(Setting setting, Exception error, int tries)
    {
        if (error is OperationCanceledException && timeUp.IsCancellationRequested)
        {
            record.End(cancellationToken.IsCancellationRequested ? "the sweep was cancelled" : $"the time of {nameof(TuningOptions.MaxDuration)} was over");
            return false;
        }

        switch (RequestFailures.Kind(error))
        {
            case RequestFailure.TooLarge:
                record.Bar(setting with { ParallelRequests = 1 }, $"a request of {RowsOf(setting)} is too large: {RequestFailures.InWords(error)}");
                return false;
            case RequestFailure.Overloaded:
                if (tries < TriesWhenOverloaded) return true;
                if (!_hasSucceeded) ExceptionDispatchInfo.Throw(error);
                record.Bar(setting, $"the endpoint refused {RowsOf(setting)} with {setting.ParallelRequests} in flight {tries} times: {RequestFailures.InWords(error)}");
                return false;
            case RequestFailure.Unreachable when tries < TriesWhenUnreachable:
                return true;
            default:
                if (!_hasSucceeded) ExceptionDispatchInfo.Throw(error);
                record.Fail($"{(loop.IsLocal ? "the model" : "the endpoint")} failed at {RowsOf(setting)} with {setting.ParallelRequests} in flight: {RequestFailures.InWords(error)}");
                return false;
        }
    }

    private static string RowsOf(Setting setting) => setting.Rows == 1 ? "1 row" : FormattableString.Invariant($"{setting.Rows} rows");

    /// <summary>As long as the endpoint asks for, else longer each time.</summary>
    private async Task PauseAsync(Exception error, int tries)
    {
        TimeSpan pause = (error as ScoringException)?.RetryAfter ?? s_shortestPause * Math.Pow(2, tries - 1);
        try
        {
            await Task.Delay(pause < s_longestPause ? pause : s_longestPause, clock, timeUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The next look at the allowance ends the sweep.
        }
    }
}
