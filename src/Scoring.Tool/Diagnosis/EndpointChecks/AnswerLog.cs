namespace Scoring.Tool.Diagnosis.EndpointChecks;

/// <summary>Notes what comes back for each request. Thread-safe.</summary>
internal sealed class AnswerLog(HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
{
    private readonly Lock _lock = new();
    private readonly List<LoggedAnswer> _answers = [];

    /// <summary>All so far, oldest first.</summary>
    public IReadOnlyList<LoggedAnswer> Answers
    {
        get
        {
            lock (_lock) return [.. _answers];
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        DateTimeOffset sent = time.GetUtcNow();
        long start = time.GetTimestamp();
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = new LoggedAnswer((int)response.StatusCode, response.Headers.Date, sent, time.GetElapsedTime(start), request.Content?.Headers.ContentLength ?? 0);
        lock (_lock) _answers.Add(answer);
        return response;
    }
}
