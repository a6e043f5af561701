using Scoring.Concurrency;

namespace Scoring.Switching;

/// <summary>A model that a switching client holds: in production, staged, or on its way out.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class ModelSlot
{
    private readonly Lock _lock = new();

    /// <summary>Requests inside. Under <see cref="_lock"/>, as below.</summary>
    private int _inFlight;

    /// <summary>Set when the last request has left; null while nobody waits for that.</summary>
    private Signal? _drained;

    private bool _isClosed;

    internal ModelSlot(IScoringClient client, ScoringSignature signature, string version) => (Client, Signature, Version) = (client, signature with { ModelVersion = version }, version);

    /// <summary>Tells it from other models: what was given, else the model's own version, else the beginning of its hash, else a number.</summary>
    public string Version { get; }

    /// <summary>What it takes and gives, with the version that it has here.</summary>
    public ScoringSignature Signature { get; }

    /// <summary>Requests that it is scoring now.</summary>
    public int InFlight
    {
        get
        {
            lock (_lock) return _inFlight;
        }
    }

    /// <summary>Whether it was in production before the last swap, so that it can be rolled back to.</summary>
    public bool WasInProduction { get; internal set; }

    /// <summary>How it compares with the model in production; null where it was not compared.</summary>
    public ModelComparison? Comparison { get; internal set; }

    internal IScoringClient Client { get; }

    /// <summary>The version.</summary>
    public override string ToString() => Version;

    /// <summary>Counts a request in; false when the model is being disposed.</summary>
    internal bool TryEnter()
    {
        lock (_lock)
        {
            if (_isClosed) return false;
            _inFlight++;
            return true;
        }
    }

    internal void Exit()
    {
        Signal? drained = null;
        lock (_lock)
        {
            if (--_inFlight == 0) (drained, _drained) = (_drained, null);
        }

        drained?.Set();
    }

    /// <summary>Waits until no request is inside; false when that takes too long.</summary>
    internal async ValueTask<bool> DrainAsync(TimeSpan timeout, TimeProvider clock)
    {
        Signal drained;
        lock (_lock)
        {
            if (_inFlight == 0) return true;
            drained = _drained ??= new Signal(ThreadPoolStarter.Instance);
        }

        return await Patience.TryWaitAsync(drained.Task, timeout, clock).ConfigureAwait(false);
    }

    /// <summary>Lets no request in any more, waits for those inside, and disposes the model, which waits for those that are left.</summary>
    internal async ValueTask RetireAsync(TimeSpan timeout, TimeProvider clock)
    {
        lock (_lock) _isClosed = true;
        await DrainAsync(timeout, clock).ConfigureAwait(false);
        await Client.DisposeAsync().ConfigureAwait(false);
    }
}
