namespace Scoring.Http.Sending;

/// <summary>A handler of the client's own, with the requests that wait for an answer's headers there. An invoker rather than a client, which would allocate a time limit per message and another task.</summary>
internal sealed class OwnHandler(SocketsHttpHandler handler) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(handler);
    private int _inFlight;

    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Counts a request in, and sends it.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _inFlight);
        return _invoker.SendAsync(message, cancellationToken);
    }

    /// <summary>Counts a request out.</summary>
    public void End() => Interlocked.Decrement(ref _inFlight);

    public void Dispose() => _invoker.Dispose();
}
