using Scoring.Testing;

namespace Scoring.Tests.Batching;

/// <summary>Many threads call one client after another while others cancel, answer in any order, move the clock, and dispose it at the end.</summary>
public class RowClientStressTests
{
    private const int Rounds = 6;
    private const int Callers = 8;
    private const int Answerers = 2;
    private const int CallsPerCaller = 300;

    [Fact]
    public void Every_row_ends_once_with_its_own_score_or_error()
    {
        var tally = default(RowTally);
        long rows = 0;
        long requests = 0;
        for (int round = 0; round < Rounds; round++)
        {
            var stress = new Round(round);
            try
            {
                stress.Run();
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Round {round} failed: {error.Message} SCORING_TEST_SEED={Properties.Seed}", error);
            }

            tally += stress.Tally;
            rows += stress.StartedRows;
            requests += stress.Requests;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Rounds * Callers * CallsPerCaller} calls, {requests} requests, {tally}");
        Assert.Equal(rows, tally.Total);
        Assert.All([tally.Scored, tally.Unwritable, tally.Failed, tally.Rejected, tally.Cancelled, tally.TurnedAway], static count => Assert.NotEqual(0, count));
    }

    /// <summary>One client from its first call to its end.</summary>
    private sealed class Round
    {
        private readonly int _seed;
        private readonly StressLeaf _leaf = new();
        private readonly ManualTimeProvider _clock = new();
        private readonly IScoringClient<long, long> _client;
        private readonly StressCaller[] _callers;
        private long _started;
        private int _calling = Callers;
        private Task? _disposal;
        private bool _isDisposing;

        public Round(int round)
        {
            _seed = (int)Properties.Seed + (1000 * round);
            var random = new Random(_seed);
            _client = new ScoringClientBuilder(_leaf.Client).Build<long, long>(TrackedCall.Binding, options: new ScoringClientOptions
            {
                MaxBatchCount = random.Next(50, 1000),
                MaxParallelRequests = random.Next(1, 12),
                ShutdownTimeout = round % 2 == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(50),
                TimeProvider = _clock,
            });
            _callers = [.. Enumerable.Range(0, Callers).Select(index =>
                new StressCaller(_client, _leaf, () => Interlocked.Increment(ref _started), () => Volatile.Read(ref _isDisposing), new Random(_seed + index)))];
        }

        public RowTally Tally { get; private set; }

        public long StartedRows => _callers.Sum(static caller => caller.StartedRows);

        public long Requests => _leaf.Requests;

        public void Run()
        {
            Threads.Run(Callers + Answerers + 1, index =>
            {
                if (index < Callers) Call(index);
                else if (index < Callers + Answerers) Answer(new Random(_seed + index));
                else MoveClock(new Random(_seed + index));
            });

            while (!_disposal!.IsCompleted) _clock.Advance(TimeSpan.FromMilliseconds(1));
            _disposal.GetAwaiter().GetResult();
            foreach (StressCaller caller in _callers)
            {
                caller.CheckAll();
                Tally += caller.Tally;
            }

            if (_leaf.Violation is { } violation) throw new InvalidOperationException(violation.Message, violation);
            Assert.Equal(1, _leaf.Client.DisposeCount);
        }

        private void Call(int index)
        {
            try
            {
                for (int i = 0; i < CallsPerCaller; i++)
                {
                    if (index == 0 && i == CallsPerCaller * 9 / 10) Dispose();
                    _callers[index].CallOne();
                }
            }
            finally
            {
                Interlocked.Decrement(ref _calling);
            }
        }

        private void Dispose()
        {
            Volatile.Write(ref _isDisposing, true);
            _disposal = _client.DisposeAsync().AsTask();
        }

        /// <summary>Until nobody calls any more and everything is answered, however late.</summary>
        private void Answer(Random random)
        {
            var spinner = default(SpinWait);
            while (_leaf.TryEndOne(random) || Volatile.Read(ref _calling) > 0) spinner.SpinOnce(sleep1Threshold: -1);
        }

        private void MoveClock(Random random)
        {
            var spinner = default(SpinWait);
            while (Volatile.Read(ref _calling) > 0)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(random.Next(5)));
                spinner.SpinOnce(sleep1Threshold: -1);
            }
        }
    }
}
