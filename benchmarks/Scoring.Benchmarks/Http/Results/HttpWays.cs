namespace Scoring.Benchmarks.Http.Results;

/// <summary>The names of groups and ways.</summary>
public static class HttpWays
{
    public const string Alone = "one request in flight", Parallel = "20 requests in flight", Bytes = "bytes per request, one in flight";

    public const string PostOne = "PostAsJsonAsync, one row", PostMany = "PostAsJsonAsync, 1,000 rows";
    public const string LeafOne = "HttpScoringClient, one row", LeafMany = "HttpScoringClient, 1,000 rows";
    public const string LeafOneHttp2 = "HttpScoringClient, one row, HTTP/2", LeafManyHttp2 = "HttpScoringClient, 1,000 rows, HTTP/2";
    public const string ManyCallers = "whole client, 10,000 callers", SomeCallers = "whole client, 1,000 callers";
    public const string BareOne = "bare HttpMessageInvoker, one row", BareOneHttp2 = "bare HttpMessageInvoker, one row, HTTP/2";
    public const string BareMany = "bare HttpMessageInvoker, 1,000 rows", BareManyHttp2 = "bare HttpMessageInvoker, 1,000 rows, HTTP/2";
    public const string FactoryOne = "HttpScoringClient, one row, IHttpClientFactory", ListenerOne = "HttpScoringClient, one row, a listener to activities";
}
