using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using TaxiFares;

namespace Worker;

/// <summary>Puts trips into the channel, as a subscription to a message broker would.</summary>
public sealed class TripSource(Channel<Trip> trips) : BackgroundService
{
    public const int Count = 50_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (Trip trip in TripGenerator.Create(Count)) await trips.Writer.WriteAsync(trip, stoppingToken);
        trips.Writer.Complete();
    }
}
