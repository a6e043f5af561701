using Microsoft.Extensions.Diagnostics.HealthChecks;
using Scoring;
using Scoring.Diagnostics;
using Scoring.FailedState;
using TaxiFares;

namespace Worker;

/// <summary>Whether rows are scored: it looks, and sends nothing. In ASP.NET Core the same class is for <c>AddHealthChecks().AddCheck</c> and <c>MapHealthChecks</c>.</summary>
public sealed class ScoringHealthCheck(IScoringClient<Trip, float> client) : IHealthCheck
{
    /// <summary>Rows that have waited longer are behind.</summary>
    private static readonly TimeSpan s_behind = TimeSpan.FromSeconds(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (client.GetService(typeof(IFailedState)) is IFailedState { Cause: { } cause }) return HealthCheckResult.Unhealthy("the client has failed", cause);
        SchedulerSnapshot now = client.GetScheduler()!.Snapshot();
        TimeSpan delay = now.Partitions.Select(static partition => partition.WatermarkDelay ?? TimeSpan.Zero).DefaultIfEmpty().Max();
        string text = $"{now.Totals.RowsScored} rows scored, {now.Totals.RowsFailed} failed, the oldest has waited for {(int)delay.TotalMilliseconds} ms";
        return delay > s_behind ? HealthCheckResult.Degraded(text) : HealthCheckResult.Healthy(text);
    }
}
