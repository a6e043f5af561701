using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Scoring.DependencyInjection;

/// <summary>What was said of one client while services are being registered. Read when it is built.</summary>
/// <param name="serviceType">What it is asked for as.</param>
/// <param name="key">With which key; null for none.</param>
/// <param name="name">The name that it was given; null for none.</param>
internal sealed class ClientRegistration(Type serviceType, object? key, string? name)
{
    private readonly List<StageRegistration> _stages = [];

    public Type ServiceType => serviceType;

    public object? Key => key;

    /// <summary>The name of its options and of its HTTP client.</summary>
    public string Name { get; } = name ?? key?.ToString() ?? $"{serviceType.GenericTypeArguments[0].Name} to {serviceType.GenericTypeArguments[1].Name}";

    /// <summary>What it is called where it is measured; null for its model's name.</summary>
    public string? MeterName => name ?? key?.ToString();

    public LeafRegistration? Leaf { get; private set; }

    /// <summary>Where its settings are; null for nowhere.</summary>
    public Func<IServiceProvider, IConfiguration>? Section { get; private set; }

    /// <summary>What is read of it.</summary>
    public SettingsKeys Keys { get; } = new();

    /// <summary>What code sets, after what the configuration says.</summary>
    public List<Action<ScoringClientOptions>> Settings { get; } = [];

    /// <summary>What it starts with; null for nothing.</summary>
    public ProfileRegistration? Profile { get; set; }

    /// <summary>What else is looked at when the application starts: what is wrong, or null.</summary>
    public List<Func<IServiceProvider, string?>> Checks { get; } = [];

    /// <summary>The stages, outermost first.</summary>
    public IEnumerable<StageRegistration> Stages => _stages.OrderBy(static stage => stage.Slot).ThenBy(static stage => stage.IsCustom);

    /// <exception cref="InvalidOperationException">There is one already.</exception>
    public void SetLeaf(LeafRegistration leaf)
    {
        if (Leaf is not null) throw new InvalidOperationException($"{this} has two leaves, {Leaf.Name} and {leaf.Name}; it can have one. Register the other with a key of its own, and use it with UseFallback.");
        Leaf = leaf;
    }

    /// <exception cref="InvalidOperationException">There is one already.</exception>
    public void SetSection(Func<IServiceProvider, IConfiguration> section)
    {
        if (Section is not null) throw new InvalidOperationException($"{this} has two sections of the configuration; it can have one. UseHttp with a section needs no BindConfiguration.");
        Section = section;
    }

    /// <exception cref="InvalidOperationException">The slot has its stage already.</exception>
    public void Add(StageRegistration stage)
    {
        if (_stages.Any(other => other.Slot == stage.Slot && !other.IsCustom)) throw new InvalidOperationException($"{this} has the stage '{stage.Name}' twice; it can have it once.");
        _stages.Add(stage);
    }

    /// <summary>Adds a stage of the application's inside of the stage that was written last.</summary>
    public void AddCustom(string stageName, Action<ScoringClientBuilder, IServiceProvider> add) =>
        _stages.Add(new StageRegistration(_stages.Count == 0 ? StageSlot.Outermost : _stages[^1].Slot, stageName, add, IsCustom: true));

    public SettingsSection SettingsFrom(IServiceProvider services) => new(Section?.Invoke(services), Name, Keys);

    public override string ToString() => $"Scoring client '{Name}'";

    /// <exception cref="InvalidOperationException">The services have a client that would be mistaken for this one.</exception>
    public void CheckIsNew(IServiceCollection services)
    {
        foreach (ClientRegistration other in services.Where(static service => service is { IsKeyedService: false, ImplementationInstance: ClientRegistration }).Select(static service => (ClientRegistration)service.ImplementationInstance!))
        {
            if (other.ServiceType == serviceType && Equals(other.Key, key))
                throw new InvalidOperationException($"{other} is registered already for the same rows and scores{(key is null ? "" : " and the same key")}. Give this one a key of its own with AddKeyedScoringClient.");
            if (other.Name == Name) throw new InvalidOperationException($"{other} is registered already. Give this one a name of its own.");
        }
    }
}
