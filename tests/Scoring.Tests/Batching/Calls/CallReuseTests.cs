using System.Diagnostics;
using System.Runtime.CompilerServices;
using Scoring.Batching.Calls;
using Scoring.Testing;
using Scoring.Tests.Fakes;
using Scoring.Tests.Telemetry;

namespace Scoring.Tests.Batching.Calls;

/// <summary>A call that is used again has nothing of its last use, and keeps nobody's objects alive until then.</summary>
public class CallReuseTests
{
    /// <summary>Tests beside this one that listen to all meters hold each client's for a moment.</summary>
    private const int MostCollections = 20;

    private readonly CallPool<OneRowCall<long, long>> _pool = new(static pool => new OneRowCall<long, long>(pool));
    private readonly SchedulerSettings _settings = SchedulerSettings.Create(LongModel.Signature(), new ScoringClientOptions());

    [Fact]
    public void Row_after_one_with_all_terms_has_none()
    {
        var clock = new ManualTimeProvider();
        using var source = new CancellationTokenSource();
        OneRowCall<long, long> call = _pool.Rent();
        short version = call.Begin(1, partition: 3, priority: 5, Deadline.After(TimeSpan.FromSeconds(1), clock), source.Token);
        call.DueAt = 1;
        Assert.Equal((5, true, true), (call.Priority, call.CanEndEarly, call.HasDeadline));
        EndUse(call, version);
        clock.Advance(TimeSpan.FromHours(1));
        source.Cancel();

        Assert.Same(call, _pool.Rent());
        call.Begin(2, partition: 0, priority: 0, Deadline.None, CancellationToken.None);

        Assert.Equal((0, 0, Deadline.None), (call.Partition, call.Priority, call.Deadline));
        Assert.Equal((long.MaxValue, false, false), (call.DueAt, call.HasDeadline, call.CanEndEarly));
        Assert.Equal((false, RowsEnd.None), (call.IsSwept, call.FindEnd()));
        Assert.Null(call.Caller);
    }

    [Fact]
    public void Row_after_one_with_a_token_has_none_though_it_has_a_deadline()
    {
        using var source = new CancellationTokenSource();
        OneRowCall<long, long> call = _pool.Rent();
        EndUse(call, call.Begin(1, 0, 0, Deadline.None, source.Token));
        source.Cancel();

        call.Begin(2, 0, 0, Deadline.After(TimeSpan.FromHours(1)), CancellationToken.None);

        Assert.Equal(RowsEnd.None, call.FindEnd());
    }

    [Fact]
    public void Row_after_one_that_was_traced_is_not()
    {
        OneRowCall<long, long> call = _pool.Rent();
        using (var spans = new SpanRecording("nobody"))
        {
            using Activity caller = new Activity("caller").Start();
            short version = call.Begin(1, 0, 0, Deadline.None, CancellationToken.None);
            Assert.Same(caller, call.Caller);
            EndUse(call, version);
        }

        Assert.Null(call.Caller);
    }

    [Fact]
    public void Call_at_hand_keeps_neither_the_client_nor_what_its_row_came_with_alive()
    {
        WeakReference[] objects = [];
        Threads.Run(1, _ =>
        {
            objects = ScoreAndDispose();
            for (int i = 0; i < MostCollections && Array.Exists(objects, static target => target.IsAlive); i++) Collect();
            Assert.All(objects, static target => Assert.False(target.IsAlive));
        });
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    /// <summary>The leaf, the client, its clock and a row that had all terms; the call is at the calling thread's hand.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] ScoreAndDispose()
    {
        var clock = new ManualTimeProvider();
        var leaf = new ScriptedLeaf { OnGetSignature = static _ => new(LongModel.Signature(lanes: 1)) };
        using var source = new CancellationTokenSource();
        IScoringClient<long, long> client = Clients.Inline(leaf, clock: clock);
        ValueTask<long> score = client.ScoreAsync(1, new RowOptions(Deadline: TimeSpan.FromHours(1), Priority: 1), source.Token);
        Assert.True(score.IsCompletedSuccessfully);
        Assert.Equal(LongModel.ScoreOf(1), score.Result);
        Assert.True(client.DisposeAsync().IsCompletedSuccessfully);
        return [new(leaf), new(client), new(clock), new(source)];
    }

    private void EndUse(OneRowCall<long, long> call, short version)
    {
        var score = new ValueTask<long>(call, version);
        call.End(RowsEnd.ShutDown, _settings);
        Assert.Throws<ScoringRejectedException>(() => score.GetAwaiter().GetResult());
    }
}
