using Scoring.Records;

namespace Scoring.Tool.Diagnosis.EndpointChecks;

/// <summary>Sends a few requests, as an application would, but without sending any again.</summary>
/// <param name="client">The endpoint.</param>
/// <param name="row">What is sent: one row.</param>
/// <param name="time">The clock.</param>
internal sealed class EndpointProbe(IScoringClient client, RecordBatch row, TimeProvider time)
{
    private const int OneByOne = 10;

    private static readonly TimeSpan s_firstWait = TimeSpan.FromMilliseconds(250), s_longestWait = TimeSpan.FromSeconds(5), s_longest = TimeSpan.FromSeconds(60);

    private readonly long _start = time.GetTimestamp();

    /// <summary>One request after the other, with a wait after each that found the endpoint busy; ends at the first that fails otherwise.</summary>
    public async Task<IReadOnlyList<ProbeAnswer>> SendOneByOneAsync(CancellationToken cancellationToken)
    {
        var answers = new List<ProbeAnswer>();
        TimeSpan wait = s_firstWait;
        while (answers.Count(static answer => answer.IsScored) < OneByOne && time.GetElapsedTime(_start) < s_longest)
        {
            ProbeAnswer answer = await SendAsync(cancellationToken).ConfigureAwait(false);
            answers.Add(answer);
            if (answer.IsScored) continue;
            if (!answer.IsBusy) break;
            TimeSpan asked = answer.Error!.RetryAfter ?? wait;
            await Task.Delay(asked < s_longestWait ? asked : s_longestWait, time, cancellationToken).ConfigureAwait(false);
            wait *= 2;
        }

        return answers;
    }

    public async Task<IReadOnlyList<ProbeAnswer>> SendAtOnceAsync(int count, CancellationToken cancellationToken) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => SendAsync(cancellationToken))).ConfigureAwait(false);

    private async Task<ProbeAnswer> SendAsync(CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        ScoringException? failure = null;
        try
        {
            using RecordBatch scores = await client.ScoreAsync(row, default, cancellationToken).ConfigureAwait(false);
        }
        catch (ScoringException error)
        {
            failure = error;
        }

        return new ProbeAnswer(failure, time.GetElapsedTime(_start), time.GetElapsedTime(start));
    }
}
