using Scoring.Switching;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Switching;

/// <summary>Models change all the time while rows are scored from several threads.</summary>
public class SwitchingStressTests(ITestOutputHelper output)
{
    private const int Swaps = 400, Callers = 4;

    [Fact]
    public async Task Every_row_is_scored_once_by_a_version_that_was_in_production_and_requests_never_mix_versions()
    {
        SwitchingScoringClient model = await SwitchingScoringClient.CreateAsync(Model(1));
        await using IScoringClient<long, long> client = Clients.Pooled(model, new ScoringClientOptions { MaxBatchCount = 16, MaxParallelRequests = 4 });
        int isOver = 0;
        long scored = 0, newest = 0;
        Task<HashSet<long>>[] callers = [.. Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(caller)))];
        for (int swap = 2; swap <= Swaps; swap++)
        {
            await model.StageAsync(Model(swap));
            await model.PromoteAsync();
            if (swap % 5 == 0) await Waiting.UntilAsync(() => Volatile.Read(ref newest) == swap);
            if (swap % 7 == 0) await model.RollBackAsync();
            await Waiting.UntilAsync(() => Volatile.Read(ref scored) > swap * 10);
        }

        Volatile.Write(ref isOver, 1);
        HashSet<long> versions = [.. (await Task.WhenAll(callers)).SelectMany(static seen => seen)];
        output.WriteLine($"{scored} rows by {versions.Count} of {Swaps} versions");
        Assert.InRange(versions.Count, Swaps / 5, Swaps);

        async Task<HashSet<long>> CallAsync(long caller)
        {
            var seen = new HashSet<long>();
            for (long row = caller; Volatile.Read(ref isOver) == 0; row += Callers)
            {
                row %= 100_000;
                (long version, long answered) = VersionedModel.Read(await client.ScoreAsync(row));
                Assert.Equal(row, answered);
                Assert.InRange(version, 1, Swaps);
                seen.Add(version);
                if (version > Volatile.Read(ref newest)) Volatile.Write(ref newest, version);
                Interlocked.Increment(ref scored);
            }

            return seen;
        }
    }

    /// <summary>A model that notices when it is used after it was disposed, and answers on another thread.</summary>
    private static ScriptedLeaf Model(long version)
    {
        int isDisposed = 0;
        ScriptedLeaf model = VersionedModel.Create(version);
        model.OnScore = async (rows, _, _) =>
        {
            await Task.Yield();
            ObjectDisposedException.ThrowIf(Volatile.Read(ref isDisposed) == 1, model);
            return VersionedModel.Score(rows, version);
        };
        model.OnDispose = () =>
        {
            Volatile.Write(ref isDisposed, 1);
            return ValueTask.CompletedTask;
        };
        return model;
    }
}
