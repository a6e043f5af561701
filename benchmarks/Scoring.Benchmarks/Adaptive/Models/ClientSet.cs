using Scoring.Benchmarks.Adaptive.Settings;
using Scoring.Benchmarks.LocalOnnx;

namespace Scoring.Benchmarks.Adaptive.Models;

/// <summary>Clients of one model, one for each setting, opened when they are first measured. Disposing it disposes them.</summary>
internal sealed class ClientSet(IServedModel model) : IAsyncDisposable
{
    private readonly Dictionary<ClientSetting, IModelClient> _clients = [];

    public async Task<IModelClient> GetAsync(ClientSetting setting)
    {
        if (!_clients.TryGetValue(setting, out IModelClient? client)) _clients[setting] = client = await model.OpenAsync(setting);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IModelClient client in _clients.Values) await client.DisposeAsync();
    }
}
