using System.Threading.Channels;

namespace ScoringWorker;

/// <summary>Stands for wherever your rows come from, such as a message queue: a thousand made-up ones, then the end.</summary>
public sealed class RowSource(Channel<Row> rows) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (int i = 0; i < 1_000; i++) await rows.Writer.WriteAsync(new Row(1 + (i % 2), i % 7, i % 24, 1 + (i % 4), i % 20), stoppingToken);
        rows.Writer.Complete();
    }
}
