using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scoring.Bindings;
using Scoring.Diagnostics;

namespace Scoring.DependencyInjection;

/// <summary>Builds a client as it was registered.</summary>
internal sealed class ClientFactory<TRow, TScore>(ClientRegistration registration)
{
    public RowBinding<TRow>? Rows { get; set; }

    public ScoreBinding<TScore>? Scores { get; set; }

    public IScoringClient<TRow, TScore> Create(IServiceProvider services)
    {
        IOptionsMonitor<ScoringClientOptions> monitor = services.GetRequiredService<IOptionsMonitor<ScoringClientOptions>>();
        ScoringClientOptions options = monitor.Get(registration.Name);
        IScoringClient leaf = registration.Leaf!.Create(services);
        IScoringClient<TRow, TScore> client;
        try
        {
            client = Build(leaf, options, services);
        }
        catch
        {
            // Nothing is in flight, so that there is nothing to wait for; and whoever resolves a service cannot wait.
            _ = leaf.DisposeAsync().AsTask();
            throw;
        }

        ILogger logger = services.LoggerOf();
        SchedulerControl control = client.GetScheduler()!;
        monitor.OnChange((changed, name) => Update(control, changed, name, logger));
        string chain = Describe();
        ScoringLog.Built(logger, registration.Name, chain);
        return client;
    }

    private IScoringClient<TRow, TScore> Build(IScoringClient leaf, ScoringClientOptions options, IServiceProvider services)
    {
        var builder = new ScoringClientBuilder(leaf);
        foreach (StageRegistration stage in registration.Stages) stage.Add(builder, services);
        registration.Profile?.AddTo(builder, services);
        return builder.Build(Rows, Scores, options);
    }

    private void Update(SchedulerControl control, ScoringClientOptions options, string? name, ILogger logger)
    {
        if (name != registration.Name) return;
        try
        {
            control.Update(options);
            ScoringLog.SettingsChanged(logger, registration.Name);
        }
        catch (ArgumentException error)
        {
            ScoringLog.SettingsRefused(logger, registration.Name, error.Message);
        }
    }

    private string Describe() => string.Join(" → ", ["queue", .. registration.Stages.Select(static stage => stage.Name), registration.Leaf!.Name]);
}
