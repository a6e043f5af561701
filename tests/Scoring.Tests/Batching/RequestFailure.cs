namespace Scoring.Tests.Batching;

/// <summary>The error of a request, which knows its rows.</summary>
internal sealed class RequestFailure(long[] rows) : Exception($"The request from row {rows[0]} on failed.")
{
    public long[] Rows { get; } = rows;
}
