using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Scoring.DependencyInjection;
using Scoring.Records;

namespace Scoring.Switching;

/// <summary>A leaf whose model changes while it works: another one is loaded beside it, warmed up, compared, and takes over at once, without losing a request.</summary>
/// <remarks>
/// <para><b>Two places.</b> <see cref="Production"/> scores. <see cref="StageAsync(Func{CancellationToken, ValueTask{IScoringClient}}, string?, CancellationToken)"/> puts a model into
/// <see cref="Staging"/>; <see cref="PromoteAsync"/> exchanges both, so that <see cref="RollBackAsync"/> can exchange them back: the model before stays loaded until another is staged, or
/// <see cref="DiscardAsync"/> lets it go.</para>
/// <para><b>Every request is scored by one version</b>, the one in production when it came. Requests of the version before end as they would have.</para>
/// <para>Thread-safe; changes wait for each other. It owns the models and disposes them. Had with <c>GetService(typeof(SwitchingScoringClient))</c> from any client around it. Not for models that take or
/// give something else: their rows are bound differently.</para>
/// </remarks>
public sealed class SwitchingScoringClient : IScoringClient
{
    private readonly SwitchingOptions _options;
    private readonly StagedModel _staged;
    private readonly ModelPlaces _places;
    private readonly SwapJournal _journal;
    private readonly ILogger _logger;
    private readonly List<ModelFileWatch> _watches = [];

    /// <summary>Whoever changes the places holds it.</summary>
    private readonly SemaphoreSlim _changing = new(1);

    private SwitchingScoringClient(IScoringClient model, ScoringSignature signature, SwitchingOptions options)
    {
        (_options, _staged) = (options, new StagedModel(options));
        _logger = options.LoggerFactory.CreateLogger(ClientServices.LogCategory);
        _journal = new SwapJournal(options, _logger);
        _places = new ModelPlaces(_staged.ToSlot(model, signature, options.Version, taken: null), options);
    }

    /// <summary>The model that scores.</summary>
    public ModelSlot Production => _places.Production;

    /// <summary>The model that waits to take over, or the one that was in production before; null for none.</summary>
    public ModelSlot? Staging => _places.Staging;

    /// <summary>Makes a client from its first model.</summary>
    /// <param name="model">The model. What is made owns and disposes it.</param>
    /// <param name="options">How models take each other's place; the defaults when left out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ScoringException">The model's signature cannot be had.</exception>
    public static async ValueTask<SwitchingScoringClient> CreateAsync(IScoringClient model, SwitchingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        options = options?.Copy() ?? new SwitchingOptions();
        options.Validate();
        return Create(model, await model.GetSignatureAsync(cancellationToken).ConfigureAwait(false), options);
    }

    internal static SwitchingScoringClient Create(IScoringClient model, ScoringSignature signature, SwitchingOptions options) => new(model, signature, options);

    /// <summary>What the model in production takes and gives, with its version.</summary>
    /// <param name="cancellationToken">Not used: it is known.</param>
    public ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default) => new(Production.Signature);

    /// <inheritdoc/>
    public ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        ModelSlot slot = _places.Enter();
        if (context.Record is { } record) record.ModelVersion = slot.Version;
        try
        {
            ValueTask<RecordBatch> answer = slot.Client.ScoreAsync(rows, context, cancellationToken);
            if (!answer.IsCompletedSuccessfully) return AwaitAsync(answer, slot);
            slot.Exit();
            return answer;
        }
        catch
        {
            slot.Exit();
            throw;
        }
    }

    /// <summary>Loads a model beside the one in production, warms it up and compares both; what was staged before is disposed.</summary>
    /// <param name="load">Loads it. What it gives is owned by this client.</param>
    /// <param name="version">Its version; what it says of itself when left out.</param>
    /// <param name="cancellationToken">Ends the wait, and nothing is staged.</param>
    /// <returns>The staged model with its <see cref="ModelSlot.Comparison"/>.</returns>
    /// <exception cref="ScoringModelException">It cannot be loaded, or takes or gives something else.</exception>
    /// <exception cref="ScoringException">It fails on the golden rows.</exception>
    public async ValueTask<ModelSlot> StageAsync(Func<CancellationToken, ValueTask<IScoringClient>> load, string? version = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(load);
        using Change change = await BeginAsync(cancellationToken).ConfigureAwait(false);
        long started = _options.TimeProvider.GetTimestamp();
        ModelSlot slot;
        try
        {
            slot = await LoadAsync(load, version, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _journal.NotStaged(version, Production, _options.TimeProvider.GetElapsedTime(started), error);
            throw;
        }

        _journal.Staged(slot, Production, _options.TimeProvider.GetElapsedTime(started));
        await _places.StageAsync(slot).ConfigureAwait(false);
        return slot;
    }

    /// <summary>Stages a model that is loaded already.</summary>
    /// <param name="model">The model, owned by this client from here on, also when this throws.</param>
    /// <param name="version">Its version; what it says of itself when left out.</param>
    /// <param name="cancellationToken">Ends the wait, and nothing is staged.</param>
    /// <inheritdoc cref="StageAsync(Func{CancellationToken, ValueTask{IScoringClient}}, string?, CancellationToken)"/>
    public ValueTask<ModelSlot> StageAsync(IScoringClient model, string? version = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return StageAsync(_ => new ValueTask<IScoringClient>(model), version, cancellationToken);
    }

    /// <summary>Puts the staged model into production at once, and waits for the requests of the one before.</summary>
    /// <param name="acceptDifferences">Whether it takes over though it differs from the one in production by more than <see cref="SwitchingOptions.Tolerance"/>.</param>
    /// <param name="cancellationToken">Ends the wait to begin; what has begun is ended.</param>
    /// <exception cref="InvalidOperationException">No model is staged.</exception>
    /// <exception cref="ScoringModelException">It differs by more than the tolerance.</exception>
    public async ValueTask<ModelSwap> PromoteAsync(bool acceptDifferences = false, CancellationToken cancellationToken = default)
    {
        using Change change = await BeginAsync(cancellationToken).ConfigureAwait(false);
        ModelSlot staging = Staging ?? throw new InvalidOperationException($"No model is staged. Call {nameof(StageAsync)} before {nameof(PromoteAsync)}.");
        if (staging.Comparison is { IsAccepted: false } comparison && !acceptDifferences)
        {
            _journal.Refused(staging, Production, comparison);
            throw new ScoringModelException($"The staged model differs too much. {comparison}{Environment.NewLine}Raise {nameof(SwitchingOptions)}.{nameof(SwitchingOptions.Tolerance)}, or promote it with {nameof(acceptDifferences)}.");
        }

        return await SwapAsync(isRollback: false).ConfigureAwait(false);
    }

    /// <summary>Puts the model back that was in production before.</summary>
    /// <param name="cancellationToken">Ends the wait to begin; what has begun is ended.</param>
    /// <exception cref="InvalidOperationException">There is none any more.</exception>
    public async ValueTask<ModelSwap> RollBackAsync(CancellationToken cancellationToken = default)
    {
        using Change change = await BeginAsync(cancellationToken).ConfigureAwait(false);
        if (Staging is not { WasInProduction: true })
            throw new InvalidOperationException("There is no model to roll back to: none was in production before, or another was staged since.");
        return await SwapAsync(isRollback: true).ConfigureAwait(false);
    }

    /// <summary>Lets go of the staged model, or of the one that was in production before.</summary>
    /// <param name="cancellationToken">Ends the wait to begin; what has begun is ended.</param>
    public async ValueTask DiscardAsync(CancellationToken cancellationToken = default)
    {
        using Change change = await BeginAsync(cancellationToken).ConfigureAwait(false);
        await _places.StageAsync(null).ConfigureAwait(false);
    }

    /// <summary>Follows a model's file: when it has changed and lies still, its model is staged, and promoted if it does not differ too much.</summary>
    /// <param name="path">The file that the model in production was loaded from.</param>
    /// <param name="load">Loads the file.</param>
    /// <param name="options">How often the file is looked at; the defaults when left out.</param>
    /// <returns>Stops watching when it is disposed; disposing the client does that too.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public IAsyncDisposable Watch(string path, Func<string, CancellationToken, ValueTask<IScoringClient>> load, ModelWatchOptions? options = null)
    {
        var watch = new ModelFileWatch(this, path, load, options ?? new ModelWatchOptions(), _options.TimeProvider, _logger);
        lock (_watches) _watches.Add(watch);
        watch.Start();
        return watch;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : Production.Client.GetService(serviceType, serviceKey);
    }

    /// <summary>Stops watching, waits for a change that is going on, and disposes the models, which wait for their requests, and the golden rows.</summary>
    public async ValueTask DisposeAsync()
    {
        ModelFileWatch[] watches;
        lock (_watches) watches = [.. _watches];
        foreach (ModelFileWatch watch in watches) await watch.DisposeAsync().ConfigureAwait(false);
        await _changing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_places.IsClosed) return;
            await _places.CloseAsync().ConfigureAwait(false);
            _options.GoldenRows.Dispose();
        }
        finally
        {
            _changing.Release();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<RecordBatch> AwaitAsync(ValueTask<RecordBatch> answer, ModelSlot slot)
    {
        try
        {
            return await answer.ConfigureAwait(false);
        }
        finally
        {
            slot.Exit();
        }
    }

    private async ValueTask<ModelSlot> LoadAsync(Func<CancellationToken, ValueTask<IScoringClient>> load, string? version, CancellationToken cancellationToken)
    {
        IScoringClient model = await load(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _staged.PrepareAsync(model, version, Production, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await model.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<ModelSwap> SwapAsync(bool isRollback)
    {
        ModelSlot before = _places.Exchange();
        _journal.Swapped(Production, before, isRollback);
        long swapped = _options.TimeProvider.GetTimestamp();
        bool hasDrained = await before.DrainAsync(_options.DrainTimeout, _options.TimeProvider).ConfigureAwait(false);
        var swap = new ModelSwap(before.Version, Production.Version, isRollback, _options.TimeProvider.GetElapsedTime(swapped), hasDrained);
        _journal.Drained(before, swap);
        return swap;
    }

    private async ValueTask<Change> BeginAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!_places.IsClosed) return new Change(_changing);
        _changing.Release();
        throw new ObjectDisposedException(nameof(SwitchingScoringClient));
    }

    private readonly struct Change(SemaphoreSlim changing) : IDisposable
    {
        public void Dispose() => changing.Release();
    }
}
