using System.Globalization;
using Scoring.Records;
using Scoring.Resilience;

namespace Scoring.Tool.Endpoints;

/// <summary>A stage that says once that a request is to be sent again: whoever sees nothing happen is to know why, and how it ends.</summary>
/// <param name="inner">What sends requests.</param>
/// <param name="retries">What is sent again.</param>
/// <param name="notes">Told.</param>
internal sealed class BusyNotice(IScoringClient inner, RetryOptions retries, TextWriter notes) : DelegatingScoringClient(inner)
{
    /// <summary>1 once it was said.</summary>
    private int _isSaid;

    public override async ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        try
        {
            return await InnerClient.ScoreAsync(rows, context, cancellationToken).ConfigureAwait(false);
        }
        catch (ScoringEndpointException error) when (IsSentAgain(error))
        {
            if (Interlocked.Exchange(ref _isSaid, 1) == 0) Say(error);
            throw;
        }
    }

    private bool IsSentAgain(ScoringEndpointException error) =>
        retries.MaxAttempts != 1 && (error.IsRetryInvited || (error.Status is { } status && retries.Statuses.Contains(status)));

    private void Say(ScoringEndpointException error)
    {
        string message = PlainText.Of(OptionNames.Translate(error.Message));
        string when = error.RetryAfter is { } time ? string.Create(CultureInfo.InvariantCulture, $"after {time.TotalSeconds:0.###} s, as it wants") : "later each time";
        string end = retries.MaxAttempts is { } most ? $"at most {most} times in all (--max-attempts)" : "until it answers (--max-attempts N or Ctrl+C ends that)";
        notes.WriteLine($"scoring: {message}{(message.EndsWith('.') ? "" : ".")} It is asked again {when}, {end}.");
    }
}
