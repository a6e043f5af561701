namespace Scoring.Diagnostics;

/// <summary>The names of tags. They are part of the public contract.</summary>
internal static class TagNames
{
    public const string Client = "scoring.client.name";
    public const string Model = "scoring.model.name";
    public const string ModelVersion = "scoring.model.version";
    public const string Transport = "scoring.transport";
    public const string Partition = "scoring.partition";
    public const string FlushReason = "scoring.batch.flush_reason";
    public const string RowOutcome = "scoring.row.outcome";
    public const string Rows = "scoring.batch.rows";
    public const string Callers = "scoring.batch.callers";
    public const string RetryReason = "scoring.retry.reason";
    public const string FallbackReason = "scoring.fallback.reason";
    public const string FallbackOutcome = "scoring.fallback.outcome";
    public const string SwapOutcome = "scoring.model.swap.outcome";
    public const string Protocol = "scoring.protocol";
    public const string ErrorType = "error.type";
    public const string Status = "http.response.status_code";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
}
