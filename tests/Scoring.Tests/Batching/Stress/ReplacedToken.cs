namespace Scoring.Tests.Batching.Stress;

/// <summary>A caller's token, which is replaced once it was cancelled. For one caller.</summary>
internal sealed class ReplacedToken : IDisposable
{
    private CancellationTokenSource _source = new();

    /// <summary>The token, and whether it was cancelled by the time that is asked.</summary>
    public (CancellationToken Token, Func<bool> IsCancelled) Take()
    {
        CancellationToken token = _source.Token;
        return (token, () => token.IsCancellationRequested);
    }

    public void Cancel()
    {
        _source.Cancel();
        _source = new CancellationTokenSource();
    }

    public void Dispose() => _source.Dispose();
}
