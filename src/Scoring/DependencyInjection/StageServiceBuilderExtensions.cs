using Microsoft.Extensions.DependencyInjection;
using Scoring.DependencyInjection;
using Scoring.Fallback;
using Scoring.Isolation;
using Scoring.Resilience;
using Scoring.Switching;
using Scoring.Telemetry;

namespace Scoring;

/// <summary>Adds stages to clients that are registered. Each has its place, whatever order they are written in: <see cref="ScoringClientServiceBuilder{TRow, TScore}"/>.</summary>
public static class StageServiceBuilderExtensions
{
    /// <inheritdoc cref="TelemetryBuilderExtensions.UseOpenTelemetry"/>
    /// <param name="builder">The builder.</param>
    public static ScoringClientServiceBuilder<TRow, TScore> UseOpenTelemetry<TRow, TScore>(this ScoringClientServiceBuilder<TRow, TScore> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        string? name = builder.Registration.MeterName;
        return builder.With(StageSlot.Telemetry, "telemetry", (chain, services) => chain.UseOpenTelemetry(new TelemetryOptions { Name = name, LoggerFactory = services.LoggersOf() }));
    }

    /// <inheritdoc cref="FailedStateBuilderExtensions.UseFailedState"/>
    public static ScoringClientServiceBuilder<TRow, TScore> UseFailedState<TRow, TScore>(this ScoringClientServiceBuilder<TRow, TScore> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.With(StageSlot.FailedState, "failed state", static (chain, _) => chain.UseFailedState());
    }

    /// <summary>Adds a stage that asks another registered client when this one is slow or down; see <see cref="FallbackBuilderExtensions.UseFallback"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="key">The key of the other client, of the same rows and scores. Its stages are used, its queue is not; the services dispose it.</param>
    /// <param name="after">After how long without an answer it is asked too; only after failures when left out. The setting <c>Fallback:After</c> comes first.</param>
    public static ScoringClientServiceBuilder<TRow, TScore> UseFallback<TRow, TScore>(this ScoringClientServiceBuilder<TRow, TScore> builder, object key, TimeSpan? after = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(key);
        ClientRegistration registration = builder.Registration;
        registration.Checks.Add(services => ClientCheck.Find(registration.SettingsFrom(services).Sub("Fallback"), nameof(FallbackOptions), Options(services).Validate));
        registration.Checks.Add(services => services.GetService<IServiceProviderIsKeyedService>()?.IsKeyedService(registration.ServiceType, key) == false
            ? $"{registration} falls back to the client with key '{key}', which is not registered for the same rows and scores. Register it with AddKeyedScoringClient."
            : null);
        return builder.With(StageSlot.Fallback, $"fallback to {key}", (chain, services) => chain.UseFallback(Other(services), Options(services)));

        FallbackOptions Options(IServiceProvider services) => new()
        {
            After = registration.SettingsFrom(services).Sub("Fallback").Time(nameof(FallbackOptions.After)) ?? after,
            OwnsFallback = false,
            Name = registration.MeterName,
            MeterFactory = services.MetersOf(),
            TimeProvider = services.ClockOf(),
            LoggerFactory = services.LoggersOf(),
        };

        IScoringClient Other(IServiceProvider services) =>
            services.GetRequiredKeyedService<IScoringClient<TRow, TScore>>(key).GetService(typeof(IScoringClient)) as IScoringClient
            ?? throw new InvalidOperationException($"{registration}: the client with key '{key}' is not one of this library, and has no batch level to fall back to.");
    }

    /// <summary>Adds a stage that finds bad rows; see <see cref="RowIsolationBuilderExtensions.UseRowIsolation"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="maxCalls">The budget of calls; by the size of the request when left out. The setting <c>Isolation:MaxCalls</c> comes first.</param>
    public static ScoringClientServiceBuilder<TRow, TScore> UseRowIsolation<TRow, TScore>(this ScoringClientServiceBuilder<TRow, TScore> builder, int? maxCalls = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ClientRegistration registration = builder.Registration;
        registration.Checks.Add(services => ClientCheck.Find(Section(services), nameof(RowIsolationOptions), Options(services).Validate));
        return builder.With(StageSlot.Isolation, "isolation", (chain, services) => chain.UseRowIsolation(Options(services)));

        SettingsSection Section(IServiceProvider services) => registration.SettingsFrom(services).Sub("Isolation");
        RowIsolationOptions Options(IServiceProvider services) => new() { MaxCalls = Section(services).Int32(nameof(RowIsolationOptions.MaxCalls)) ?? maxCalls };
    }

    /// <summary>Adds a stage that sends requests again; see <see cref="RetryBuilderExtensions.UseRetry"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">What is sent again, when and how often, on top of the section <c>Retry</c>. Called when settings are checked as well.</param>
    public static ScoringClientServiceBuilder<TRow, TScore> UseRetry<TRow, TScore>(this ScoringClientServiceBuilder<TRow, TScore> builder, Action<RetryOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ClientRegistration registration = builder.Registration;
        registration.Checks.Add(services => ClientCheck.Find(Section(services), nameof(RetryOptions), Options(services).Validate));
        return builder.With(StageSlot.Retry, "retry", (chain, services) => chain.UseRetry(Options(services)));

        SettingsSection Section(IServiceProvider services) => registration.SettingsFrom(services).Sub("Retry");
        RetryOptions Options(IServiceProvider services)
        {
            var options = new RetryOptions { Name = registration.MeterName, MeterFactory = services.MetersOf(), TimeProvider = services.ClockOf() };
            RetrySettings.Read(Section(services), options);
            configure?.Invoke(options);
            return options;
        }
    }

    /// <summary>Lets the model be changed while the client works: <c>client.GetService(typeof(SwitchingScoringClient))</c>; see <see cref="SwitchingScoringClient"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">How models take each other's place.</param>
    /// <param name="watch">How the model's file is watched; it is not when left out. Only for a leaf that is loaded from a file.</param>
    public static ScoringClientServiceBuilder<TRow, TScore> UseHotSwap<TRow, TScore>(
        this ScoringClientServiceBuilder<TRow, TScore> builder, Action<SwitchingOptions>? configure = null, ModelWatchOptions? watch = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ClientRegistration registration = builder.Registration;
        if (watch is not null)
        {
            registration.Checks.Add(_ => registration.Leaf is { ModelFile: null } leaf ? $"{registration}: {nameof(UseHotSwap)} cannot watch a file, as {leaf.Name} is not loaded from one." : null);
        }

        return builder.With(StageSlot.HotSwap, "hot swap", (chain, services) => chain.Use(inner => Switch(inner, services)));

        SwitchingScoringClient Switch(IScoringClient model, IServiceProvider services)
        {
            var options = new SwitchingOptions { Name = registration.MeterName, MeterFactory = services.MetersOf(), TimeProvider = services.ClockOf(), LoggerFactory = services.LoggersOf() };
            configure?.Invoke(options);
            options.Validate();
            ValueTask<ScoringSignature> signature = model.GetSignatureAsync();
            if (!signature.IsCompletedSuccessfully) throw new InvalidOperationException($"{registration}: {nameof(UseHotSwap)} is for models that are in this process; what an endpoint takes has to be asked for first.");
            SwitchingScoringClient client = SwitchingScoringClient.Create(model, signature.Result, options);
            LeafRegistration leaf = registration.Leaf!;
            if (watch is not null) client.Watch(leaf.ModelFile!, (_, _) => new ValueTask<IScoringClient>(leaf.Create(services)), watch);
            return client;
        }
    }
}
