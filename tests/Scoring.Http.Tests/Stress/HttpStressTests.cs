using System.Collections.Concurrent;
using System.Diagnostics;
using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using Scoring.Records;
using Scoring.Resilience;

namespace Scoring.Http.Tests.Stress;

/// <summary>Many callers against a server that fails in every way: each row has its own score or a typed error, and none is lost.</summary>
public class HttpStressTests(ITestOutputHelper output)
{
    private const int Rows = 200_000;
    private const int Callers = 32;
    private const int CallRows = 50;
    private const int Partitions = 4;

    private static readonly ScoringSignature s_signature = new() { ModelName = "ids", Inputs = [new("id", ElementType.Int64, [])], Outputs = [Signatures.Score] };

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task Every_row_has_its_own_score_or_a_typed_error(bool isHttp2, int seed)
    {
        var clock = new QuickClock();
        using var conduct = new ClientConduct(clock);
        var faulty = new FaultyServer(seed, clock, conduct, static id => PartitionOf((int)(id / (Rows / Callers))));
        await using TestServer server = await TestServer.StartAsync(faulty.AnswerAsync, isHttp2);
        await using IScoringClient<long, double> client = await Builder(server.Client(new PlainProtocol(), s_signature), conduct, clock, seed)
            .BuildAsync<long, double>(options: new ScoringClientOptions { MaxBatchCount = 200, MaxParallelRequests = 8, ShutdownTimeout = TimeSpan.FromSeconds(1), TimeProvider = clock });
        var counts = new ConcurrentDictionary<string, int>();
        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(client, caller, faulty, counts))));

        output.WriteLine($"seed {seed}: {string.Join(", ", counts.OrderByDescending(static pair => pair.Value).Select(static pair => $"{pair.Key} {pair.Value}"))} in {Stopwatch.GetElapsedTime(started)}");
        output.WriteLine(string.Join(", ", faulty.Faults.OrderBy(static pair => pair.Key).Select(static pair => $"{pair.Key} {pair.Value}")));
        output.WriteLine($"{conduct.Counts.Waits} waits asked for, {conduct.Counts.UnderWay} requests under way then");
        Assert.Equal(Rows, counts.Values.Sum());
        Assert.Empty(conduct.Offences);
        Assert.All(faulty.Answered, static answered => Assert.Equal(1, answered.Value));
        Assert.Equal(faulty.Answered.Keys.Order(), conduct.Received.Order());
        Assert.InRange(conduct.Counts.Waits, 10, int.MaxValue);
        Assert.InRange(counts["scored"], Rows / 2, Rows);
    }

    private static int PartitionOf(int caller) => caller % Partitions;

    private static ScoringClientBuilder Builder(HttpScoringClient leaf, ClientConduct conduct, TimeProvider clock, int seed) =>
        conduct.AddTo(new ScoringClientBuilder(leaf).UseRowIsolation(), builder => builder.UseRetry(Retries(clock, seed)));

    private static RetryOptions Retries(TimeProvider clock, int seed) => new()
    {
        Statuses = { 429, 502, 504 },
        RetryConnectionFailures = true,
        BaseDelay = TimeSpan.FromMilliseconds(50),
        MaxDelay = TimeSpan.FromSeconds(1),
        BudgetPerSecond = 200,
        BudgetBurst = 10_000,
        Seed = seed,
        TimeProvider = clock,
    };

    private static async Task CallAsync(IScoringClient<long, double> client, int caller, FaultyServer faulty, ConcurrentDictionary<string, int> counts)
    {
        var ids = new long[CallRows];
        var scores = new double[CallRows];
        for (int first = caller * (Rows / Callers); first < (caller + 1) * (Rows / Callers); first += CallRows)
        {
            for (int i = 0; i < CallRows; i++) (ids[i], scores[i]) = (first + i, double.NaN);
            var failed = new Dictionary<int, Exception>();
            try
            {
                await client.ScoreAsync(ids, scores, new RowOptions(PartitionOf(caller)));
            }
            catch (ScoringRowsException error)
            {
                foreach (RowError row in error.Errors) failed.Add(row.Index, row.Error);
            }

            for (int i = 0; i < CallRows; i++) Judge(ids[i], scores[i], failed.GetValueOrDefault(i), faulty, counts);
        }
    }

    private static void Judge(long id, double score, Exception? error, FaultyServer faulty, ConcurrentDictionary<string, int> counts)
    {
        string end = "scored";
        if (error is null)
        {
            Assert.Equal(FaultyServer.ScoreOf(id), score);
            Assert.True(faulty.Answered.ContainsKey(id));
        }
        else
        {
            end = Assert.IsAssignableFrom<ScoringException>(error).GetType().Name;
        }

        counts.AddOrUpdate(end, 1, static (_, count) => count + 1);
    }
}
