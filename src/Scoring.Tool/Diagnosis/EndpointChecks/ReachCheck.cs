using Scoring.Tool.Reporting;

namespace Scoring.Tool.Diagnosis.EndpointChecks;

/// <summary>Whether anybody answers at the endpoint's address, whatever the answer is.</summary>
internal static class ReachCheck
{
    private const string Remedy = "See whether the server runs, and to host, port, proxy and firewall.";

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    public static async Task<Finding> AskAsync(Uri address, string place, HttpClient http, TimeSpan? timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        TimeSpan limit = timeout ?? s_longest;
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        long start = time.GetTimestamp();
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(address, either.Token).ConfigureAwait(false);
            return Finding.Ok(Topics.Reach, $"{place} answers, after {Numbers.Time(time.GetElapsedTime(start))}.");
        }
        catch (HttpRequestException error)
        {
            string message = error.InnerException is { } inner && error.Message.Contains("inner exception", StringComparison.Ordinal) ? inner.Message : error.Message;
            return Finding.Problem(Topics.Reach, $"Nobody answers at {place}: {message}", Remedy);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Finding.Problem(Topics.Reach, $"There was no answer from {place} within {Numbers.Time(limit)} (--timeout).", Remedy);
        }
    }
}
