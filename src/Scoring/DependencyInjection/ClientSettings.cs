using Microsoft.Extensions.Options;

namespace Scoring.DependencyInjection;

/// <summary>Makes a client's options from the configuration, and then from code.</summary>
internal sealed class ClientSettings(ClientRegistration registration, IServiceProvider services) : IConfigureNamedOptions<ScoringClientOptions>
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

    private static void Read(SettingsSection section, ScoringClientOptions options)
    {
        options.MaxBatchCount = section.Int32(nameof(options.MaxBatchCount)) ?? options.MaxBatchCount;
        options.MaxBatchBytes = section.Int64(nameof(options.MaxBatchBytes)) ?? options.MaxBatchBytes;
        options.MaxParallelRequests = section.Int32(nameof(options.MaxParallelRequests)) ?? options.MaxParallelRequests;
        options.AdaptBatchCount = section.Boolean(nameof(options.AdaptBatchCount)) ?? options.AdaptBatchCount;
        options.P99Budget = section.Time(nameof(options.P99Budget)) ?? options.P99Budget;
        options.AdaptParallelRequests = section.Boolean(nameof(options.AdaptParallelRequests)) ?? options.AdaptParallelRequests;
        options.StartParallelRequests = section.Int32(nameof(options.StartParallelRequests)) ?? options.StartParallelRequests;
        options.MaxTotalRequests = section.Int32(nameof(options.MaxTotalRequests)) ?? options.MaxTotalRequests;
        options.BorrowParallelRequests = section.Boolean(nameof(options.BorrowParallelRequests)) ?? options.BorrowParallelRequests;
        options.RefuseLateRows = section.Boolean(nameof(options.RefuseLateRows)) ?? options.RefuseLateRows;
        options.MaxDelay = section.Time(nameof(options.MaxDelay)) ?? options.MaxDelay;
        options.EarnDelay = section.Boolean(nameof(options.EarnDelay)) ?? options.EarnDelay;
        options.MaxQueuedRows = section.Int32(nameof(options.MaxQueuedRows)) ?? options.MaxQueuedRows;
        options.MaxQueuedBytes = section.Int64(nameof(options.MaxQueuedBytes)) ?? options.MaxQueuedBytes;
        options.MaxQueueDelay = section.Time(nameof(options.MaxQueueDelay)) ?? options.MaxQueueDelay;
        options.PriorityAgeing = section.Time(nameof(options.PriorityAgeing)) ?? options.PriorityAgeing;
        options.QueueFullMode = section.Choice<QueueFullMode>(nameof(options.QueueFullMode)) ?? options.QueueFullMode;
        options.AllowSynchronousContinuations = section.Boolean(nameof(options.AllowSynchronousContinuations)) ?? options.AllowSynchronousContinuations;
        options.ShutdownTimeout = section.Time(nameof(options.ShutdownTimeout)) ?? options.ShutdownTimeout;
        options.MeasurePartitions = section.Boolean(nameof(options.MeasurePartitions)) ?? options.MeasurePartitions;
    }
}
