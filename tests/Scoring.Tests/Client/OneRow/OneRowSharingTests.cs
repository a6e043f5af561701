using Scoring.Testing;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>Rows that wait are shared among the lanes that could take some now. A thread that is busy with the rows of its last request is none: it comes for those of its own callers.</summary>
public class OneRowSharingTests
{
    private const int Rows = 100;

    private readonly QueueingStarter _starter = new();
    private readonly HoldingLeaf _leaf = new(LongModel.Signature(lanes: 2));
    private readonly IScoringClient<long, long> _client;

    public OneRowSharingTests() => _client = Clients.Started(
        _leaf.Client, new ScoringClientOptions { AdaptBatchCount = false, AllowSynchronousContinuations = true, ShutdownTimeout = TimeSpan.Zero, TimeProvider = new ManualTimeProvider() }, _starter);

    [Fact]
    public void Rows_are_shared_with_a_lane_that_is_idle()
    {
        _ = _client.ScoreAsync(-1).AsTask();
        _starter.RunAll();
        Complete();

        Submit();

        Assert.Equal([1, Rows / 2, Rows / 2], _leaf.Requests.Select(static request => request.Rows.Length));
    }

    [Fact]
    public async Task Rows_are_not_shared_with_a_thread_that_ends_others()
    {
        Task going = GoOnAsync();
        _starter.RunAll();
        Complete();

        await going;
        Assert.Equal([1, Rows], _leaf.Requests.Select(static request => request.Rows.Length));
    }

    /// <summary>Inside the end of its row it submits others, which a request takes at once.</summary>
    private async Task GoOnAsync()
    {
        await _client.ScoreAsync(-1).ConfigureAwait(false);
        Submit();
    }

    private void Submit()
    {
        for (int i = 0; i < Rows; i++) _ = _client.ScoreAsync(i).AsTask();
        _starter.RunAll();
    }

    /// <summary>A run of half a millisecond: a hop to another thread is worth while.</summary>
    private void Complete()
    {
        HeldRequest request = _leaf.Open.Single();
        request.Context.Attempts!.OnAttempt(new ScoringAttempt { Rows = request.Rows.Length, Duration = TimeSpan.FromMicroseconds(500), Succeeded = true });
        request.Complete();
    }
}
