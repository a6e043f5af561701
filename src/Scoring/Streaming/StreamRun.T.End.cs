namespace Scoring.Streaming;

/// <summary>How a stream ends: cancelled, left by its consumer, at the end of its source or by the source's error.</summary>
internal sealed partial class StreamRun<TRow, TScore>
{
    /// <summary>Whether this thread is inside a cancellation: its owner does not expect the consumer to go on in there.</summary>
    [ThreadStatic]
    private static bool s_isCancelling;

    /// <summary>Cancelled, by any thread, when the rows in flight are given up. It is not linked to the tokens but told by them, as taking a link back may wait.</summary>
    private readonly CancellationTokenSource _giveUp = new();

    /// <summary>Whether there are no more results: what is in flight is waited for, then the source's enumerator is disposed. Used inside the gate, as what follows.</summary>
    private bool _isEnding;

    /// <summary>Whether the source's enumerator is being disposed.</summary>
    private bool _isClosing;

    /// <summary>Whether the source's enumerator is disposed. The exception: set by the thread on which that ends.</summary>
    private bool _isClosed;

    /// <summary>Whether nothing is left to do.</summary>
    private bool _hasEnded;

    /// <summary>Why the stream ends; null when the consumer wants no more, when nothing went wrong, and after the consumer was told.</summary>
    private Exception? _error;

    /// <summary>Why the source's enumerator could not be disposed; null after the consumer was told. Written before <see cref="_isClosed"/>.</summary>
    private Exception? _closeError;

    private CancellationTokenRegistration _registration;
    private CancellationTokenRegistration _enumerationRegistration;

    private void OnCancelled()
    {
        // One cancellation may lead to that of another stream.
        bool wasCancelling = s_isCancelling;
        s_isCancelling = true;
        try
        {
            GiveUp();
            Wake();
        }
        finally
        {
            s_isCancelling = wasCancelling;
        }
    }

    private void GiveUp()
    {
        try
        {
            _giveUp.Cancel();
        }
        catch (AggregateException)
        {
            // What the source or the client does about the cancellation failed. The stream ends all the same.
        }
    }

    /// <summary>Null when the consumer itself has given up.</summary>
    private OperationCanceledException? FindCancellation()
    {
        if (_token.IsCancellationRequested) return new OperationCanceledException(_token);
        return _enumerationToken.IsCancellationRequested ? new OperationCanceledException(_enumerationToken) : null;
    }

    private void BeginEnd(Exception? error)
    {
        _isEnding = true;
        _error = error;
        _registration.Unregister();
        _enumerationRegistration.Unregister();
    }

    /// <summary>Goes as far towards the end as is possible now.</summary>
    private void End()
    {
        _source.Settle();
        if (_hasEnded || _window.Calls > 0 || _source.IsMoving) return;
        if (!_isClosing)
        {
            _isClosing = true;
            _ = CloseSourceAsync();
        }

        _hasEnded = Volatile.Read(ref _isClosed);
    }

    private async Task CloseSourceAsync()
    {
        try
        {
            await _source.CloseAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _closeError = error;
        }

        Volatile.Write(ref _isClosed, true);
        Wake();
    }
}
