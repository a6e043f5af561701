using System.Globalization;
using Scoring;
using Scoring.Diagnostics;
using Scoring.Http;
using Scoring.Http.Protocols;
using Scoring.Records;
using TaxiFares;

namespace RemoteScoring;

/// <summary>Many callers score trips at the server, which is too busy for a while in the middle; then what happened is told.</summary>
public sealed class RemoteRun(ServerProcess server)
{
    private const int Rows = 200_000;
    private const int BusyMilliseconds = 500;

    /// <summary>The server does not tell what it takes and gives.</summary>
    private static readonly ScoringSignature s_fares = new()
    {
        ModelName = "fares",
        Inputs = [new SignatureColumn("data", ElementType.Float32, RowShape.Create(5))],
        Outputs = [new SignatureColumn("fare", ElementType.Float32, RowShape.Scalar)],
    };

    private int _sent;
    private int _scored;

    public async Task RunAsync()
    {
        using var retries = new RetryCounter();
        await using IScoringClient<Trip, float> client = await OpenAsync();
        Measurement measured = await Callers.RunAsync(TripGenerator.Create(Rows), trip => ScoreAsync(client, trip), CancellationToken.None);
        Report(measured, retries.Count, client.GetScheduler()!.Snapshot());
    }

    private ValueTask<IScoringClient<Trip, float>> OpenAsync()
    {
        HttpScoringClient endpoint = HttpScoringClient.Create(
            new Uri(server.Address, "score"),
            new AzureMLProtocol(),
            new HttpScoringOptions { Credential = ScoringCredential.FromKey(server.Key), Signature = s_fares });
        return new ScoringClientBuilder(endpoint).UseRowIsolation().UseRetry().BuildAsync<Trip, float>();
    }

    private async ValueTask<float> ScoreAsync(IScoringClient<Trip, float> client, Trip trip)
    {
        if (Interlocked.Increment(ref _sent) == Rows / 2) await MakeBusyAsync();
        float fare = await client.ScoreAsync(trip);
        Interlocked.Increment(ref _scored);
        return fare;
    }

    private async Task MakeBusyAsync()
    {
        using var http = new HttpClient();
        using HttpResponseMessage response = await http.PostAsync(new Uri(server.Address, $"busy?ms={BusyMilliseconds}"), content: null);
        response.EnsureSuccessStatusCode();
    }

    private void Report(Measurement measured, long retries, SchedulerSnapshot scheduler)
    {
        RowTotals totals = scheduler.Totals;
        Write("server", $"process {server.Id} at {server.Address}, busy for {BusyMilliseconds} ms in the middle");
        Write("rows", $"{_scored:N0} scored of {_sent:N0}, by {Callers.Count:N0} callers that await one each; {measured.RowsPerSecond:N0} a second");
        Write("batches", $"{totals.RequestsSent:N0} of {totals.RowsSent / (double)Math.Max(1, totals.RequestsSent):0} rows");
        Write("retries", $"{retries:N0}");
        Write("a row took", $"p50 {measured.P50?.TotalMilliseconds:0.0} ms, p99 {measured.P99?.TotalMilliseconds:0.0} ms");
        Write("scheduler", $"{scheduler}");
        foreach (SchedulerDecision decision in scheduler.Decisions) Write("", $"{decision.At:HH:mm:ss.fff} {decision}");
    }

    private static void Write(string name, FormattableString text) => Console.WriteLine($"{name,-10} {text.ToString(CultureInfo.InvariantCulture)}");
}
