using Scoring.Streaming;

namespace Scoring.Tests.Streaming.Fakes;

/// <summary>Takes the results of a stream when a test says so. It goes on inside whatever has a result for it.</summary>
internal sealed class StreamConsumer(IAsyncEnumerable<ScoredRow<long, long>> stream, CancellationToken cancellationToken = default)
{
    private readonly IAsyncEnumerator<ScoredRow<long, long>> _results = stream.GetAsyncEnumerator(cancellationToken);
    private int _wanted;

    public List<ScoredRow<long, long>> Results { get; } = [];

    public IEnumerable<long> Rows => Results.Select(static result => result.Row);

    /// <summary>Whether it waits for a result.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Whether it was told that there are no more results.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>How the stream failed.</summary>
    public Exception? Error { get; private set; }

    public bool IsDisposed { get; private set; }

    /// <summary>Takes so many results more, when there are as many.</summary>
    public void Read(int count)
    {
        _wanted += count;
        if (!IsWaiting) _ = ReadAsync();
    }

    public void ReadAll() => Read(int.MaxValue / 2);

    /// <summary>Leaves the loop; must not be called while it waits.</summary>
    public Task DisposeAsync()
    {
        _wanted = 0;
        return DisposeResultsAsync();
    }

    private async Task DisposeResultsAsync()
    {
        await _results.DisposeAsync().ConfigureAwait(false);
        IsDisposed = true;
    }

    private async Task ReadAsync()
    {
        try
        {
            while (_wanted-- > 0 && !HasEnded) await ReadOneAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Error = error;
            HasEnded = true;
        }

        _wanted = 0;
    }

    private async Task ReadOneAsync()
    {
        IsWaiting = true;
        try
        {
            if (await _results.MoveNextAsync().ConfigureAwait(false)) Results.Add(_results.Current);
            else HasEnded = true;
        }
        finally
        {
            IsWaiting = false;
        }
    }
}
