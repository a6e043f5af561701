using Scoring.Records;
using Scoring.Resilience;
using Scoring.Testing;

namespace Scoring.Repository.Tests.Documentation;

/// <summary>The code of docs/testing.md, run. <see cref="CodeBlockTests"/> holds the document against it.</summary>
public class DocumentedTesting
{
    [Fact]
    public async Task Client_is_a_function()
    {
        var fares = new FakeScoringClient<Trip, float>(static trip => 2.5f + (2 * trip.Miles)).FailNext(1, status: 503, retryAfter: TimeSpan.FromSeconds(1));
        var pricing = new Pricing(fares);

        Assert.Equal("no price at the moment", await pricing.QuoteAsync(new Trip(4)));
        Assert.Equal("10.50 USD", await pricing.QuoteAsync(new Trip(4)));
        fares.Requests.AssertSizes(1, 1);
    }

    [Fact]
    public async Task Rows_are_batched_on_a_clock_that_stands_still()
    {
        var run = new VirtualRun();
        var endpoint = new SimulatedEndpoint(
            run,
            new SimulatedService
            {
                Latency = SimulatedService.Staircase(perRequest: TimeSpan.FromMilliseconds(4), perStep: TimeSpan.FromMilliseconds(2), rowsPerStep: 32),
                ParallelRequests = 2,
                ColdStart = new ColdStart(Time: TimeSpan.FromSeconds(20), IdleAfter: TimeSpan.FromMinutes(5)) { RefusesMeanwhile = true, RetryAfter = TimeSpan.FromSeconds(5) },
            },
            s_signature,
            Score);
        await using IScoringClient<float, float> client = new ScoringClientBuilder(endpoint)
            .UseRetry(new RetryOptions { TimeProvider = run.Clock })
            .Build<float, float>(options: run.Use(new ScoringClientOptions { MaxParallelRequests = 2, MaxBatchCount = 64 }));

        Task<float>[] scores = [.. Enumerable.Range(0, 200).Select(row => client.ScoreAsync(row).AsTask())];
        run.Advance(TimeSpan.FromMinutes(1));

        Assert.All(scores, score => Assert.True(score.IsCompletedSuccessfully));
        endpoint.Requests.AssertScoredRows(200);
        endpoint.Requests.AssertAtMostRows(64);
        endpoint.Requests.AssertAtMostInFlight(2);
        Assert.Equal(503, endpoint.Requests[0].Status);
    }

    private static readonly ScoringSignature s_signature = new()
    {
        ModelName = "fares",
        Inputs = [new SignatureColumn("miles", ElementType.Float32, [])],
        Outputs = [new SignatureColumn("fare", ElementType.Float32, [])],
    };

    private static RecordBatch Score(RecordBatch rows) => RecordBatch.FromValues<float>([.. rows.GetColumn<float>(0).Values], [], "fare");

    private readonly record struct Trip(float Miles);

    private sealed class Pricing(IScoringClient<Trip, float> fares)
    {
        public async Task<string> QuoteAsync(Trip trip)
        {
            try
            {
                return FormattableString.Invariant($"{await fares.ScoreAsync(trip):0.00} USD");
            }
            catch (ScoringException error) when (error.IsTransient)
            {
                return "no price at the moment";
            }
        }
    }
}
