using Scoring.Records;

namespace Scoring.Resilience;

/// <summary>What a leaf keeps of a request between its attempts, so that a body is built once however often it is sent.</summary>
/// <remarks>
/// It travels in the <see cref="ScoringContext"/>, so that stages in between need not know of it, and belongs to the stage that retries: what is kept is disposed when the
/// last attempt is over. One attempt at a time uses it. A cache on the batch's own memory would outlive the content it was made of.
/// </remarks>
internal sealed class KeptRequest : IDisposable
{
    private RecordBatch _rows;
    private IDisposable? _request;

    /// <summary>What was kept for exactly these rows: a stage in between may have sent others. Stays kept.</summary>
    public T? Find<T>(RecordBatch rows)
        where T : class => _request is T request && rows == _rows ? request : null;

    /// <summary>Keeps something for the next attempt, instead of what was kept before.</summary>
    public void Keep(RecordBatch rows, IDisposable request)
    {
        Dispose();
        (_rows, _request) = (rows, request);
    }

    public void Dispose()
    {
        _request?.Dispose();
        (_rows, _request) = (default, null);
    }
}
