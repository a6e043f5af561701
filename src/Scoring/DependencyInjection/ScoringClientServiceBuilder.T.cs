using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Bindings;
using Scoring.Tuning;

namespace Scoring.DependencyInjection;

/// <summary>Says what a registered client is made of: one leaf, options, bindings and stages.</summary>
/// <remarks>
/// <para><b>Order.</b> Stages have places of their own, whatever order they are written in, outermost first: telemetry, failed state, fallback, isolation, retry, hot swap, leaf. A stage of the
/// application's own (<see cref="Use"/>) stands inside of the stage that was written last before it; one that is written first is the outermost of all.</para>
/// <para><b>Settings.</b> What the configuration says comes first, then what code sets, in the order in which it is written.</para>
/// <para>Used by one thread, while services are registered.</para>
/// </remarks>
public sealed class ScoringClientServiceBuilder<TRow, TScore>
{
    private readonly ClientFactory<TRow, TScore> _factory;

    internal ScoringClientServiceBuilder(IServiceCollection services, ClientRegistration registration, ClientFactory<TRow, TScore> factory) =>
        (Services, Registration, _factory) = (services, registration, factory);

    /// <summary>The services that it is registered with.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The name of its options, and of its HTTP client.</summary>
    public string Name => Registration.Name;

    internal ClientRegistration Registration { get; }

    /// <summary>Scores with a client that the application makes.</summary>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="create">Makes the leaf; what is built owns and disposes it.</param>
    /// <exception cref="InvalidOperationException">There is a leaf already.</exception>
    public ScoringClientServiceBuilder<TRow, TScore> UseLeaf(string name, Func<IServiceProvider, IScoringClient> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        return WithLeaf(new LeafRegistration(name, create));
    }

    /// <summary>Says how rows are written and scores are read; not needed for primitives and arrays.</summary>
    /// <param name="rows">Writes rows; <see cref="RowBinding.Default{TRow}"/> when left out.</param>
    /// <param name="scores">Reads scores; <see cref="ScoreBinding.Default{TScore}"/> when left out.</param>
    public ScoringClientServiceBuilder<TRow, TScore> UseBindings(RowBinding<TRow>? rows = null, ScoreBinding<TScore>? scores = null)
    {
        _factory.Rows = rows ?? _factory.Rows;
        _factory.Scores = scores ?? _factory.Scores;
        return this;
    }

    /// <summary>Sets options in code, on top of the configuration.</summary>
    /// <param name="configure">Called whenever options are made: at the start, and when the configuration changes.</param>
    public ScoringClientServiceBuilder<TRow, TScore> Configure(Action<ScoringClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Registration.Settings.Add(configure);
        return this;
    }

    /// <summary>Reads settings from a section of the application's configuration, and follows its changes while the client runs.</summary>
    /// <param name="path">The section's path, such as <c>Scoring:Fares</c>. Its keys are the properties of <see cref="ScoringClientOptions"/>; stages have sections of their own inside. Times are
    /// written <c>25ms</c>, <c>1.5s</c>, <c>2m</c> or <c>00:00:05</c>.</param>
    /// <exception cref="InvalidOperationException">There is a section already.</exception>
    public ScoringClientServiceBuilder<TRow, TScore> BindConfiguration(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Registration.SetSection(services => services.GetRequiredService<IConfiguration>().GetSection(path));
        return this;
    }

    /// <summary>Reads settings from a section, and follows its changes while the client runs.</summary>
    /// <param name="section">The section.</param>
    /// <exception cref="InvalidOperationException">There is a section already.</exception>
    public ScoringClientServiceBuilder<TRow, TScore> BindConfiguration(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        Registration.SetSection(_ => section);
        return this;
    }

    /// <summary>Starts with what was measured or learned of the model before: see <see cref="TuningProfileBuilderExtensions.UseTuningProfile"/>.</summary>
    /// <param name="path">A file that <see cref="TuningProfile.Save"/> or <c>scoring tune --profile</c> has written. One that is missing or damaged is an error at the start.</param>
    /// <param name="options">What becomes of a stale profile; when left out it is used, and a warning is logged. Its logger is the application's unless it has one.</param>
    public ScoringClientServiceBuilder<TRow, TScore> UseTuningProfile(string path, TuningProfileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Registration.Profile = new ProfileRegistration(path, options ?? new TuningProfileOptions());
        return this;
    }

    /// <summary>Adds a stage of the application's own, inside of the stage that was written last before it; the outermost of all where none was.</summary>
    /// <param name="stage">Wraps the client it is given.</param>
    /// <param name="name">What it is called where the chain is logged.</param>
    public ScoringClientServiceBuilder<TRow, TScore> Use(Func<IScoringClient, IServiceProvider, IScoringClient> stage, string name = "custom")
    {
        ArgumentNullException.ThrowIfNull(stage);
        Registration.AddCustom(name, (builder, services) => builder.Use(inner => stage(inner, services)));
        return this;
    }

    internal ScoringClientServiceBuilder<TRow, TScore> WithLeaf(LeafRegistration leaf)
    {
        Registration.SetLeaf(leaf);
        return this;
    }

    internal ScoringClientServiceBuilder<TRow, TScore> With(StageSlot slot, string stageName, Action<ScoringClientBuilder, IServiceProvider> add)
    {
        Registration.Add(new StageRegistration(slot, stageName, add));
        return this;
    }
}
