using Microsoft.Extensions.Options;

namespace Scoring.DependencyInjection;

/// <summary>Makes a client's options from the configuration, and then from code.</summary>
internal sealed partial class ClientSettings(ClientRegistration registration, IServiceProvider services) : IConfigureNamedOptions<ScoringClientOptions>
{
    public void Configure(ScoringClientOptions options)
    {
    }

    public void Configure(string? name, ScoringClientOptions options)
    {
        if (name != registration.Name) return;
        options.Name ??= registration.MeterName;
        options.MeterFactory = services.MetersOf();
        if (services.GetService(typeof(TimeProvider)) is TimeProvider clock) options.TimeProvider = clock;
        Read(registration.SettingsFrom(services), options);
        foreach (Action<ScoringClientOptions> set in registration.Settings) set(options);
    }

    [GenerateSettings(nameof(ScoringClientOptions.Name))]
    private static partial void Read(SettingsSection section, ScoringClientOptions options);
}
