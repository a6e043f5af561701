using Scoring.Testing;
using Scoring.Tests.Concurrency;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client.OneRow;

/// <summary>Rows stay with the threads that submitted them until a request takes them, and it takes those of its own thread first: the others have their turn all the same.</summary>
public sealed class OneRowThreadsTests : IDisposable
{
    /// <summary>As many rows fill a request; they are more than enough for a thread that has them itself.</summary>
    private const int Enough = 64;

    /// <summary>Not worth a request without those of other threads.</summary>
    private const int Few = 10;

    /// <summary>A row that the second thread submits.</summary>
    private const long Other = 1_000_000;

    private readonly ThreadsInTurn _threads = new(2);
    private readonly QueueingStarter _starter = new();
    private readonly HoldingLeaf _leaf = new(LongModel.Signature(lanes: 1));
    private readonly ManualTimeProvider _clock = new();
    private readonly List<Task<long>> _scores = [];
    private long _rows;

    public void Dispose() => _threads.Dispose();

    [Fact]
    public void Row_of_another_thread_travels_with_the_few_that_found_no_room_and_behind_them()
    {
        IScoringClient<long, long> client = Create();
        SubmitAndRun(client, Enough + Few);
        SubmitOther(client);

        CompleteAndRun();
        CompleteAndRun();

        Assert.Equal([.. LongModel.Rows(Few, first: Enough + 1), Other], _leaf.Requests[2].Rows);
    }

    [Fact]
    public void Rows_of_another_thread_that_found_no_room_travel_before_later_ones()
    {
        IScoringClient<long, long> client = Create();
        SubmitAndRun(client, Few);
        _threads.Run(1, () => Submit(client, Enough));
        CompleteAndRun();
        _threads.Run(0, () => Submit(client, Few));
        CompleteAndRun();

        Assert.Equal(LongModel.Rows(Enough, first: 1), _leaf.Requests[1].Rows);
        Assert.Equal(LongModel.Rows(2 * Few, first: Enough + 1), _leaf.Requests[2].Rows);
    }

    [Fact]
    public void Rows_that_found_no_room_stay_with_their_thread()
    {
        IScoringClient<long, long> client = Create();
        SubmitAndRun(client, 2 * Enough);
        SubmitOther(client);

        CompleteAndRun();
        CompleteAndRun();
        CompleteAndRun();

        Assert.Equal(LongModel.Rows(Enough, first: Enough + 1), _leaf.Requests[2].Rows);
        Assert.Equal([Other], _leaf.Requests[3].Rows);
    }

    [Fact]
    public void Row_of_another_thread_is_sent_after_the_last_request()
    {
        IScoringClient<long, long> client = Create();
        SubmitAndRun(client, Enough);
        SubmitOther(client);

        CompleteAndRun();
        Assert.Equal(LongModel.Rows(Enough, first: 1), _leaf.Requests[1].Rows);
        CompleteAndRun();

        Assert.Equal([Other], _leaf.Requests[2].Rows);
    }

    [Fact]
    public void Row_of_another_thread_waits_for_few_requests_however_many_rows_the_thread_that_fills_them_has()
    {
        const int MostRequests = 9;
        IScoringClient<long, long> client = Create();
        SubmitAndRun(client, Enough);
        SubmitOther(client);

        for (int request = 0; request < MostRequests; request++)
        {
            CompleteAndRun();
            _threads.Run(0, () => Submit(client, Enough));
        }

        Assert.Contains(Other, _leaf.Requests.SelectMany(static request => request.Rows));
    }

    [Theory]
    [InlineData(5, new[] { 1, 20, 1 })]
    [InlineData(6, new[] { 1, 21 })]
    public void Rows_of_all_threads_travel_together_where_a_run_takes_long_for_each(int microseconds, int[] expected)
    {
        IScoringClient<long, long> client = Create();
        SubmitAndRun(client, 20);
        SubmitOther(client);
        _leaf.Open.Single().Context.Attempts!.OnAttempt(new ScoringAttempt(1, TimeSpan.FromMicroseconds(microseconds), Succeeded: true));

        while (_leaf.Open.Any()) CompleteAndRun();

        Assert.Equal(expected, _leaf.Requests.Select(static request => request.Rows.Length));
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(0, int.MinValue)]
    [InlineData(0, int.MaxValue)]
    [InlineData(int.MinValue, 0)]
    [InlineData(-1, int.MinValue)]
    public void First_row_of_another_partition_and_thread_has_its_turn_before_more_of_the_first(int first, int second)
    {
        IScoringClient<long, long> client = Create();
        SubmitAndRun(client, 3 * Enough, first);
        SubmitOther(client, second);

        CompleteAndRun();
        CompleteAndRun();

        Assert.Equal((first, second), (_leaf.Requests[1].Context.Partition, _leaf.Requests[2].Context.Partition));
        Assert.Equal([Other], _leaf.Requests[2].Rows);
    }

    [Fact]
    public void Rows_beyond_the_limit_are_rejected_when_a_request_comes_back_whoever_submitted_them()
    {
        const int Limit = 10;
        IScoringClient<long, long> client = Create(new ScoringClientOptions { QueueFullMode = QueueFullMode.RejectOldest, MaxQueuedRows = Limit, MaxBatchCount = 4 });
        SubmitAndRun(client, Enough);
        _threads.Run(1, () => Submit(client, Limit));
        CompleteAndRun();
        _threads.Run(0, () => Submit(client, Enough));
        CompleteAndRun();

        Assert.InRange(_scores.Count(static score => !score.IsCompleted) - _leaf.Open.Single().Rows.Length, 0, Limit);
    }

    [Fact]
    public async Task Rows_with_their_threads_are_sent_before_the_client_is_disposed()
    {
        IScoringClient<long, long> client = Create(new ScoringClientOptions { ShutdownTimeout = TimeSpan.FromMinutes(1) });
        SubmitAndRun(client, Enough);
        SubmitOther(client);

        Task disposal = Task.CompletedTask;
        _threads.Run(0, () => disposal = client.DisposeAsync().AsTask());
        while (_leaf.Open.Any()) CompleteAndRun();

        await disposal.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.All(_scores, static score => Assert.True(score.IsCompletedSuccessfully));
        Assert.Equal(_scores.Count, _leaf.Requests.Sum(static request => request.Rows.Length));
    }

    /// <summary>A client whose requests the first thread fills.</summary>
    private IScoringClient<long, long> Create(ScoringClientOptions? options = null)
    {
        options ??= new ScoringClientOptions { ShutdownTimeout = TimeSpan.Zero };
        options.MaxBatchCount ??= Enough;
        options.AdaptBatchCount = false;
        options.TimeProvider = _clock;
        return Clients.Started(_leaf.Client, options, _starter);
    }

    /// <summary>Rows of the first thread, of which the first is in a request.</summary>
    private void SubmitAndRun(IScoringClient<long, long> client, int count, int partition = 0) => _threads.Run(0, () =>
    {
        Submit(client, 1, partition);
        _starter.RunAll();
        Submit(client, count, partition);
    });

    private void SubmitOther(IScoringClient<long, long> client, int partition = 0) =>
        _threads.Run(1, () => _scores.Add(client.ScoreAsync(Other, new RowOptions(partition)).AsTask()));

    private void Submit(IScoringClient<long, long> client, int count, int partition = 0)
    {
        for (int i = 0; i < count; i++) _scores.Add(client.ScoreAsync(_rows++, new RowOptions(partition)).AsTask());
    }

    private void CompleteAndRun() => _threads.Run(0, () =>
    {
        _leaf.Open.Single().Complete();
        _starter.RunAll();
    });
}
