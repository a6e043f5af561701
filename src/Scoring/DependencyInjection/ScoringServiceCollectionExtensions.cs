using Microsoft.Extensions.Options;
using Scoring;
using Scoring.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers scoring clients.</summary>
public static class ScoringServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IScoringClient{TRow, TScore}"/> as a singleton, and begins to say what it is made of.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of its options (<see cref="ScoringClientOptions"/>), of its HTTP client, and where it is measured. By default the options are named after the two types,
    /// and it is measured under its model's name.</param>
    /// <returns>What says the rest: exactly one leaf, such as <c>UseOnnxModel</c> or <c>UseHttp</c>, and stages.</returns>
    /// <remarks>The client is built when it is first asked for, and disposed with the services. Settings are checked when the application starts.</remarks>
    /// <exception cref="InvalidOperationException">There is one already, for the same types or with the same name.</exception>
    public static ScoringClientServiceBuilder<TRow, TScore> AddScoringClient<TRow, TScore>(this IServiceCollection services, string? name = null) =>
        Add<TRow, TScore>(services, key: null, name);

    /// <summary>Registers <see cref="IScoringClient{TRow, TScore}"/> as a singleton with a key, asked for with <c>[FromKeyedServices(key)]</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key.</param>
    /// <param name="name">As with <see cref="AddScoringClient"/>; the key as text when left out.</param>
    /// <returns>What says the rest: exactly one leaf, such as <c>UseOnnxModel</c> or <c>UseHttp</c>, and stages.</returns>
    /// <exception cref="InvalidOperationException">There is one already, for the same types and key or with the same name.</exception>
    public static ScoringClientServiceBuilder<TRow, TScore> AddKeyedScoringClient<TRow, TScore>(this IServiceCollection services, object key, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Add<TRow, TScore>(services, key, name);
    }

    private static ScoringClientServiceBuilder<TRow, TScore> Add<TRow, TScore>(IServiceCollection services, object? key, string? name)
    {
        ArgumentNullException.ThrowIfNull(services);
        var registration = new ClientRegistration(typeof(IScoringClient<TRow, TScore>), key, name);
        registration.CheckIsNew(services);
        var factory = new ClientFactory<TRow, TScore>(registration);
        services.AddSingleton(registration);
        services.AddOptions<ScoringClientOptions>(registration.Name).ValidateOnStart();
        services.AddSingleton<IConfigureOptions<ScoringClientOptions>>(provider => new ClientSettings(registration, provider));
        services.AddSingleton<IValidateOptions<ScoringClientOptions>>(provider => new ClientCheck(registration, provider));
        services.AddSingleton<IOptionsChangeTokenSource<ScoringClientOptions>>(provider => new SettingsChanges(registration, provider));
        if (key is null) services.AddSingleton(factory.Create);
        else services.AddKeyedSingleton(key, (provider, _) => factory.Create(provider));
        return new ScoringClientServiceBuilder<TRow, TScore>(services, registration, factory);
    }
}
