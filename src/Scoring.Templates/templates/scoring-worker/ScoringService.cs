using System.Threading.Channels;
using Scoring;
using Scoring.Streaming;

namespace ScoringWorker;

/// <summary>Scores rows as they come, in order, and hands each on with its score or its error.</summary>
public sealed class ScoringService(Channel<Row> rows, IScoringClient<Row, float> model, IHostApplicationLifetime application, ILogger<ScoringService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        int scores = 0;
        await foreach (ScoredRow<Row, float> scored in model.ScoreStreamAsync(rows.Reader, cancellationToken: stoppingToken))
        {
            if (scored.Error is { } error) log.LogWarning(error, "{Row} has no score", scored.Row);
            else if (scores++ < 3) log.LogInformation("{Row} scores {Score}", scored.Row, scored.Score);
        }

        log.LogInformation("{Scores} rows scored", scores);
        application.StopApplication();
    }
}
