using Scoring.Tuning;

namespace Scoring.Diagnostics;

/// <summary>
/// A look at a client's scheduler, and a hand on it while it runs. Had with <see cref="ScoringClientExtensions.GetScheduler(IScoringClient)"/>, or with
/// <c>GetService(typeof(SchedulerControl))</c>, from any client with a queue.
/// </summary>
/// <remarks>Thread-safe. It may be kept as long as the client, and used after that was disposed.</remarks>
public sealed class SchedulerControl
{
    private readonly Lock _lock = new();
    private readonly IScoringClient _inner;

    /// <summary>Written under <see cref="_lock"/>, read without, as all below.</summary>
    private ScoringClientOptions _options;

    /// <summary>Null until the signature was read, as the two below.</summary>
    private ScoringSignature? _signature;

    /// <summary>What follows from the options for this model.</summary>
    private SchedulerSettings? _settings;

    private Scheduler? _scheduler;

    /// <param name="inner">What the client sends its requests to.</param>
    /// <param name="options">What it was built with.</param>
    internal SchedulerControl(IScoringClient inner, ScoringClientOptions options) => (_inner, _options) = (inner, options);

    /// <summary>The options in force.</summary>
    internal ScoringClientOptions Options => Volatile.Read(ref _options);

    /// <summary>What the scheduler does at this moment and why.</summary>
    /// <remarks>Cheap, and holds up nobody for long: take it as often as it is looked at. Values of one snapshot belong together.</remarks>
    public SchedulerSnapshot Snapshot() => Volatile.Read(ref _scheduler)?.Snapshot() ?? new SchedulerSnapshot { TakenAt = Options.TimeProvider.GetUtcNow() };

    /// <summary>Gives the running client other options, as when a configuration was reloaded: <c>monitor.OnChange(options => control.Update(options))</c>.</summary>
    /// <remarks>
    /// <para>No row is lost or sent twice. Rows that wait go on under the new limits at once. Requests in flight end as they would have, so a lowered number of requests, and a lowered
    /// <see cref="ScoringClientOptions.MaxQueuedRows"/>, are kept once what is beyond has ended. What was learned of the model is kept. How long rows have waited counts from
    /// the change for those that came while nothing depended on it.</para>
    /// <para><see cref="ScoringClientOptions.TimeProvider"/> cannot change.</para>
    /// </remarks>
    /// <param name="options">All of them, not only those that change. Copied.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the <see cref="ScoringClientOptions.TimeProvider"/> is another one. Then all stays as it was.</exception>
    public void Update(ScoringClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Copy();
        Options.LoadedProfile?.ApplyTo(options);
        options.Validate();
        if (!ReferenceEquals(options.TimeProvider, Options.TimeProvider))
            throw new ArgumentException($"{nameof(ScoringClientOptions)}.{nameof(ScoringClientOptions.TimeProvider)} cannot change while a client runs; give the one that it was built with.", nameof(options));
        Use(options);
    }

    /// <summary>What was learned of the model, to start another client warm.</summary>
    /// <param name="key">Whose profile it is to be; the client's own model, as far as it is known, when left out. For that the model's file may be read.</param>
    /// <returns>Null when nothing was learned yet, or nothing is to be.</returns>
    public TuningProfile? ExportProfile(ProfileKey? key = null) =>
        Volatile.Read(ref _scheduler) is { } scheduler ? scheduler.Export(key ?? KeyOf(_signature!)) : null;

    /// <summary>Replaces what was learned of the model by what another client has learned. Where all is fixed, it does nothing.</summary>
    /// <param name="profile">A profile of this model.</param>
    /// <param name="key">Whose profile it has to be; the client's own model when left out. For that the model's file may be read.</param>
    /// <exception cref="ScoringProfileException">It is of another model, or has numbers that cannot be.</exception>
    /// <exception cref="InvalidOperationException">The model is not known yet: use <see cref="ScoringClientOptions.Profile"/>, or let the client warm up.</exception>
    public void ImportProfile(TuningProfile profile, ProfileKey? key = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Scheduler scheduler = Volatile.Read(ref _scheduler) ?? throw new InvalidOperationException(
            $"The client does not know its model yet. Set {nameof(ScoringClientOptions)}.{nameof(ScoringClientOptions.Profile)}, or let it warm up before.");
        Import(scheduler, profile, key ?? KeyOf(_signature!));
    }

    /// <summary>Gives a scheduler that is not used yet what the options have for it.</summary>
    /// <exception cref="ScoringProfileException">The profile is of another model.</exception>
    internal void WarmStart(Scheduler scheduler, ScoringSignature signature, ScoringClientOptions options)
    {
        if (options.Profile is not { } profile) return;
        ProfileKey key = KeyOf(signature);
        if (options.LoadedProfile is { } loaded && ReferenceEquals(loaded.Profile, profile) && loaded.IsStale(key)) scheduler.Import(profile, isStale: true);
        else Import(scheduler, profile, key);
    }

    /// <summary>The model is known.</summary>
    /// <param name="scheduler">The client's scheduler.</param>
    /// <param name="signature">What it was made for.</param>
    /// <param name="options">The options it was made with; others may be in force by now.</param>
    internal void Attach(Scheduler scheduler, ScoringSignature signature, ScoringClientOptions options)
    {
        bool isCurrent;
        lock (_lock)
        {
            _signature = signature;
            _settings = SchedulerSettings.Create(signature, _options);
            isCurrent = ReferenceEquals(options, _options);
            Volatile.Write(ref _scheduler, scheduler);
        }

        scheduler.Meter.Instruments.Open(scheduler.Meter);

        if (!isCurrent) scheduler.Change(CurrentSettings);
    }

    /// <summary>The client is disposed: nobody reads its gauges any more.</summary>
    internal void Close()
    {
        if (Volatile.Read(ref _scheduler) is { } scheduler) scheduler.Meter.Instruments.Close(scheduler.Meter);
    }

    private void Use(ScoringClientOptions options)
    {
        lock (_lock)
        {
            (options.Starter, options.MeterFactory) = (_options.Starter, _options.MeterFactory);
            if (_signature is not null) Volatile.Write(ref _settings, SchedulerSettings.Create(_signature, options));
            Volatile.Write(ref _options, options);
        }

        // Not under the lock: requests may start inside.
        Volatile.Read(ref _scheduler)?.Change(CurrentSettings);
    }

    private static void Import(Scheduler scheduler, TuningProfile profile, ProfileKey key)
    {
        ProfileCheck.Check(profile);
        ProfileCheck.CheckKey(profile, key);
        scheduler.Import(profile);
    }

    private ProfileKey KeyOf(ScoringSignature signature) => ProfileKey.Of(signature, _inner.GetService<IModelIdentity>());

    private SchedulerSettings CurrentSettings() => Volatile.Read(ref _settings)!;
}
