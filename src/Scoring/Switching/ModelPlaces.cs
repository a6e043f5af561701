namespace Scoring.Switching;

/// <summary>The two places that a switching client has for models. One at a time changes them; requests come in at any time.</summary>
internal sealed class ModelPlaces(ModelSlot production, SwitchingOptions options)
{
    /// <summary>Written by whoever changes the places, read by all, as below.</summary>
    private ModelSlot _production = production;

    private ModelSlot? _staging;

    private bool _isClosed;

    public ModelSlot Production => Volatile.Read(ref _production);

    public ModelSlot? Staging => Volatile.Read(ref _staging);

    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>The model in production, which a request is in from here on. One that is being disposed is not in production any more.</summary>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public ModelSlot Enter()
    {
        while (true)
        {
            ModelSlot slot = Production;
            if (slot.TryEnter()) return slot;
            ObjectDisposedException.ThrowIf(IsClosed, typeof(SwitchingScoringClient));
        }
    }

    /// <summary>Puts the staged model into production, and the one before into its place.</summary>
    /// <returns>The one before.</returns>
    public ModelSlot Exchange()
    {
        (ModelSlot next, ModelSlot before) = (_staging!, _production);
        (next.WasInProduction, before.WasInProduction) = (false, true);
        Volatile.Write(ref _production, next);
        Volatile.Write(ref _staging, before);
        return before;
    }

    /// <summary>Stages a model, or none; the one before is disposed when its requests have ended.</summary>
    public async ValueTask StageAsync(ModelSlot? slot)
    {
        ModelSlot? before = _staging;
        Volatile.Write(ref _staging, slot);
        if (before is not null) await before.RetireAsync(options.DrainTimeout, options.TimeProvider).ConfigureAwait(false);
    }

    /// <summary>Disposes both models when their requests have ended. Once.</summary>
    public async ValueTask CloseAsync()
    {
        Volatile.Write(ref _isClosed, true);
        await StageAsync(null).ConfigureAwait(false);
        await _production.RetireAsync(options.DrainTimeout, options.TimeProvider).ConfigureAwait(false);
    }
}
