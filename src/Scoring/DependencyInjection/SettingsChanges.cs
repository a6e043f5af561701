using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Scoring.Diagnostics;

namespace Scoring.DependencyInjection;

/// <summary>Tells the options monitor when a client's section has changed, and only if the settings are good: those that are not would be an exception on the thread of whoever reloads the
/// configuration, and leave the monitor without any.</summary>
internal sealed class SettingsChanges : IOptionsChangeTokenSource<ScoringClientOptions>, IDisposable
{
    private readonly ClientRegistration _registration;
    private readonly IServiceProvider _services;
    private readonly IDisposable? _subscription;

    /// <summary>Cancelled when the settings have changed. Replaced before.</summary>
    private CancellationTokenSource _changed = new();

    public SettingsChanges(ClientRegistration registration, IServiceProvider services)
    {
        (_registration, _services) = (registration, services);
        if (registration.Section?.Invoke(services) is { } section) _subscription = ChangeToken.OnChange(section.GetReloadToken, OnReload);
    }

    public string Name => _registration.Name;

    public IChangeToken GetChangeToken() => new CancellationChangeToken(Volatile.Read(ref _changed).Token);

    public void Dispose() => _subscription?.Dispose();

    private void OnReload()
    {
        try
        {
            _services.GetRequiredService<IOptionsFactory<ScoringClientOptions>>().Create(Name);
        }
        catch (ObjectDisposedException)
        {
            // The services are gone, and with them whoever could use other settings.
            return;
        }
        catch (Exception error)
        {
            ScoringLog.SettingsRefused(_services.LoggerOf(), Name, error.Message);
            return;
        }

        Interlocked.Exchange(ref _changed, new CancellationTokenSource()).Cancel();
    }
}
