using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Scoring;
using Scoring.Streaming;
using TaxiFares;

namespace Worker;

/// <summary>Scores what comes through the channel, in order, until it ends; then it tells what it did and ends the application.</summary>
public sealed class FareWorker(Channel<Trip> trips, IScoringClient<Trip, float> fares, HealthCheckService health, IHostApplicationLifetime application) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        (int rows, double sum) = (0, 0);
        await foreach (ScoredRow<Trip, float> scored in fares.ScoreStreamAsync(trips.Reader, cancellationToken: stoppingToken))
        {
            rows++;
            sum += scored.Score;
        }

        HealthReport report = await health.CheckHealthAsync(stoppingToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} trips scored, {sum / rows:0.00} USD on average; health: {report.Status}, {report.Entries["fares"].Description}"));
        application.StopApplication();
    }
}
