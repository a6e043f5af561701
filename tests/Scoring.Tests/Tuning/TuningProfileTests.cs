using Scoring.Diagnostics;
using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Testing;
using Scoring.Tuning;

namespace Scoring.Tests.Tuning;

/// <summary>What a client has learned goes to another one, and only to one of the same model.</summary>
public class TuningProfileTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Client_with_a_profile_starts_where_the_other_one_was()
    {
        (TuningProfile profile, SchedulerSnapshot learned) = await LearnAsync();

        await using IScoringClient warm = Client(new ScriptedLeaf(), TuningProfile.FromJson(profile.ToJson()));
        SchedulerSnapshot start = warm.GetScheduler()!.Snapshot();
        await using IScoringClient cold = Client(new ScriptedLeaf());

        Assert.InRange(learned.Cap, 20, 90);
        Assert.InRange(learned.ParallelLimit!.Value, 2, 20);
        Assert.Equal((learned.Cap, learned.ParallelLimit), (start.Cap, start.ParallelLimit));
        Assert.Equal(learned.Noise, start.Noise, 1e-9);
        Assert.Equal((1, 1), (cold.GetScheduler()!.Snapshot().Cap, cold.GetScheduler()!.Snapshot().ParallelLimit));
    }

    [Fact]
    public async Task Client_that_runs_takes_over_a_profile()
    {
        (TuningProfile profile, SchedulerSnapshot learned) = await LearnAsync();
        await using IScoringClient client = Client(new ScriptedLeaf());

        client.GetScheduler()!.ImportProfile(profile);

        Assert.Equal(learned.Cap, client.GetScheduler()!.Snapshot().Cap);
    }

    [Fact]
    public async Task Profile_is_the_same_after_writing_and_reading()
    {
        (TuningProfile profile, _) = await LearnAsync();

        TuningProfile read = TuningProfile.FromJson(profile.ToJson());

        Assert.Equal(profile.Sizes, read.Sizes);
        Assert.Equal(profile.Inflation, read.Inflation);
        Assert.Equal(profile with { Sizes = read.Sizes, Inflation = read.Inflation }, read);
        Assert.Equal(profile.ToJson(), read.ToJson());
    }

    [Fact]
    public async Task Step_goes_from_client_to_client_and_profiles_from_before_have_none()
    {
        TuningProfile profile = Fine() with { Sizes = [new(1, 0.02, 3), new(100, 0.03, 3)], Step = new MeasuredStep(64, 0.01, 0.0002) };
        await using IScoringClient client = Client(new ScriptedLeaf(), TuningProfile.FromJson(profile.ToJson()));
        string before = Fine().ToJson();

        Assert.Equal(64, client.GetScheduler()!.Snapshot().Step);
        Assert.Equal(profile.Step, client.GetScheduler()!.ExportProfile()!.Step);
        Assert.DoesNotContain("step", before, StringComparison.Ordinal);
        Assert.Null(TuningProfile.FromJson(before).Step);
    }

    [Fact]
    public async Task Profile_of_another_model_is_refused_and_both_are_named()
    {
        (TuningProfile profile, _) = await LearnAsync();
        var other = new ScriptedLeaf { OnGetSignature = static _ => new(LongModel.Signature() with { ModelVersion = "2" }) };
        await using IScoringClient client = Client(other);

        var error = Assert.Throws<ScoringProfileException>(() => client.GetScheduler()!.ImportProfile(profile));

        Assert.Contains($"'{Signatures.Model}' (", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{Signatures.Model}' version 2", error.Message, StringComparison.Ordinal);
        Assert.Equal((null, "2"), (error.Given!.ModelVersion, error.Expected!.ModelVersion));
        Assert.Throws<ScoringProfileException>(() => Client(other, profile));
        client.GetScheduler()!.ImportProfile(profile, profile.Key);
    }

    [Fact]
    public async Task Hash_and_endpoint_tell_models_apart_where_both_are_known()
    {
        (TuningProfile profile, _) = await LearnAsync(new Identity("aa", null));
        Assert.Equal("aa", profile.Key.ModelHash);

        Client(Leaf(new Identity("AA", "https://there")), profile);
        Client(Leaf(new Identity(null, null)), profile);
        Assert.Throws<ScoringProfileException>(() => Client(Leaf(new Identity("bb", null)), profile));
        Assert.Throws<ScoringProfileException>(() => Client(Leaf(new Identity("aa", "https://here")), profile with { Key = profile.Key with { Endpoint = "https://there" } }));
    }

    [Fact]
    public async Task Nothing_learned_is_nothing_to_export_and_nothing_known_is_nothing_to_import_into()
    {
        (TuningProfile profile, _) = await LearnAsync();
        await using IScoringClient cold = Client(new ScriptedLeaf());
        await using IScoringClient unknown = Client(new ScriptedLeaf { OnGetSignature = static _ => new(new TaskCompletionSource<ScoringSignature>().Task) });

        Assert.Null(cold.GetScheduler()!.ExportProfile());
        Assert.Null(unknown.GetScheduler()!.ExportProfile());
        Assert.Throws<InvalidOperationException>(() => unknown.GetScheduler()!.ImportProfile(profile));
    }

    [Theory]
    [InlineData("", "damaged")]
    [InlineData("{", "damaged")]
    [InlineData("[]", "no version")]
    [InlineData("{}", "no version")]
    [InlineData("""{"version":2}""", "version 2")]
    [InlineData("""{"version":1}""", "damaged")]
    [InlineData("""{"version":1,"key":null,"takenAt":"2026-01-01T00:00:00+00:00","noise":0.1,"tail":0.1,"sizes":[],"inflation":[1]}""", "damaged")]
    public void Text_that_is_no_profile_is_refused(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<ScoringProfileException>(() => TuningProfile.FromJson(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Request_of_less_than_a_microsecond_can_be() => Assert.Equal(4e-7, TuningProfile.FromJson((Fine() with { Sizes = [new(1, 4e-7, 3)] }).ToJson()).Sizes[0].Seconds);

    [Fact]
    public void Numbers_that_cannot_be_are_refused()
    {
        TuningProfile fine = Fine();
        TuningProfile.FromJson(fine.ToJson());

        Assert.All(
            [
                fine with { Sizes = [] },
                fine with { Sizes = [new(1, double.NaN, 3)] },
                fine with { Sizes = [new(1, -1, 3)] },
                fine with { Sizes = [new(1, 1e-10, 3)] },
                fine with { Sizes = [new(10_001, 1, 3)] },
                fine with { Sizes = [new(double.NaN, 1, 3)] },
                fine with { Sizes = [new(0, 1, 3)] },
                fine with { Sizes = [new(5, 1, 3), new(4, 2, 3)] },
                fine with { Sizes = [new(5, 1, 0)] },
                fine with { Inflation = [] },
                fine with { Inflation = [1, double.PositiveInfinity] },
                fine with { Inflation = [1, 0.5] },
                fine with { Inflation = [.. Enumerable.Repeat(1.0, 1000)] },
                fine with { ParallelRequests = 0 },
                fine with { Noise = -1 },
                fine with { Tail = double.NaN },
                fine with { Cap = -1 },
                fine with { Step = new(1, 0.1, 0.1) },
                fine with { Step = new(64, -1, 0.1) },
                fine with { Step = new(64, 0, 0) },
                fine with { Step = new(64, 0, double.NaN) },
            ],
            profile => Assert.Contains("cannot be used", Assert.Throws<ScoringProfileException>(profile.ToJson).Message, StringComparison.Ordinal));
    }

    private static TuningProfile Fine() => new()
    {
        Key = ProfileKey.Of(LongModel.Signature()),
        TakenAt = default,
        Noise = 0.1,
        Tail = 0.2,
        Sizes = [new(1, 0.001, 3)],
        Inflation = [1, 1.5],
    };

    private static ScriptedLeaf Leaf(Identity? identity) => new() { OnGetService = (type, _) => type == typeof(IModelIdentity) ? identity : null };

    /// <summary>A client learns a model that serves four requests side by side.</summary>
    private async Task<(TuningProfile Profile, SchedulerSnapshot Snapshot)> LearnAsync(Identity? identity = null)
    {
        ScriptedLeaf leaf = Leaf(identity);
        List<HeldRequest> open = [];
        leaf.OnScore = (rows, context, token) =>
        {
            var request = new HeldRequest(rows, context, token);
            open.Add(request);
            return request.Response;
        };
        await using IScoringClient client = Client(leaf);
        using RecordBatch batch = LongModel.Batch(4000);
        for (int round = 0; round < 20; round++)
        {
            Task<RecordBatch> call = client.ScoreAsync(batch, cancellationToken: CancellationToken.None).AsTask();
            while (open.Count > 0) Serve(open);
            (await call).Dispose();
        }

        return (client.GetScheduler()!.ExportProfile()!, client.GetScheduler()!.Snapshot());
    }

    /// <summary>All that are in flight end one after the other, as if they had begun together.</summary>
    private void Serve(List<HeldRequest> open)
    {
        HeldRequest request = open[0];
        open.RemoveAt(0);
        var time = TimeSpan.FromMilliseconds((5 + (0.2 * request.Rows.Length)) * Math.Max(1, (open.Count + 1) / 4.0));
        _clock.Advance(time / (open.Count + 1));
        request.Context.Attempts!.OnAttempt(new ScoringAttempt(request.Rows.Length, time, Succeeded: true));
        request.Complete();
    }

    private IScoringClient Client(ScriptedLeaf leaf, TuningProfile? profile = null) => Clients.Batches(leaf, new ScoringClientOptions
    {
        TimeProvider = _clock,
        P99Budget = TimeSpan.FromMilliseconds(30),
        AdaptParallelRequests = true,
        StartParallelRequests = 1,
        RefuseLateRows = false,
        Profile = profile,
    });

    private sealed record Identity(string? Hash, string? Endpoint) : IModelIdentity
    {
        public string? GetModelHash() => Hash;
    }
}
