using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Batching.Batches;

/// <summary>A call with a batch, looked at rather than awaited, and what became of each of its rows at the leaf. No other call has its rows.</summary>
internal sealed class SimulatedBatch(long number, int count, int partition, string column) : IAttemptSink
{
    public const int MaxRows = 4096;

    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The request of each row; null while it was not sent.</summary>
    private readonly HeldRequest?[] _requests = new HeldRequest?[count];

    private ValueTask<RecordBatch> _call;

    public long Number => number;

    public int Count => count;

    public int Partition => partition;

    /// <summary>The name of its column: batches of different names never travel together.</summary>
    public string Column => column;

    public Deadline Deadline { get; private set; }

    public bool CanBeCancelled { get; private set; }

    public bool IsCancelled => _cancellation.IsCancellationRequested;

    public bool HasEnded => _call.IsCompleted;

    public int Attempts { get; private set; }

    public IEnumerable<HeldRequest> Requests => _requests.OfType<HeldRequest>().Distinct();

    public void OnAttempt(in ScoringAttempt attempt) => Attempts++;

    public RecordBatch NewRows() => RecordBatch.FromValues<long>(LongModel.Rows(count, number * MaxRows), [], column);

    public void Start(IScoringClient client, RecordBatch rows, Deadline deadline, bool canBeCancelled)
    {
        (Deadline, CanBeCancelled) = (deadline, canBeCancelled);
        var context = new ScoringContext { Partition = partition, Deadline = deadline, Attempts = this };
        _call = client.ScoreAsync(rows, context, canBeCancelled ? _cancellation.Token : default);
    }

    public void Cancel() => _cancellation.Cancel();

    public void OnSent(long row, HeldRequest request)
    {
        ref HeldRequest? sent = ref _requests[row % MaxRows];
        Assert.True(sent is null, $"Row {row} was sent twice.");
        sent = request;
    }

    /// <summary>Checks how it ended, and counts its rows. The call has ended; its result is taken once.</summary>
    public void Settle(BatchTally tally, Func<HeldRequest, Exception?> errorOf, bool mayBeRejected)
    {
        try
        {
            using RecordBatch scores = _call.GetAwaiter().GetResult();
            Assert.Equal(LongModel.ScoresOf(LongModel.Rows(count, number * MaxRows)), scores.GetColumn<long>(0).Values.ToArray());
            Assert.All(_requests, request => Assert.Null(errorOf(request!)));
            Assert.Equal(Requests.Count(), Attempts);
            tally.Scored += count;
        }
        catch (RequestFailure failure)
        {
            Assert.Same(_requests.Select(request => errorOf(request!)).First(static error => error is not null), failure);
            tally.Failed += count;
        }
        catch (ScoringRejectedException rejected)
        {
            Assert.True(mayBeRejected || Deadline.HasExpired, $"Call {number} was rejected for no reason.");
            Assert.Equal(partition, rejected.Partition);
            tally.Rejected += count;
        }
        catch (OperationCanceledException)
        {
            Assert.True(IsCancelled, $"Call {number} was cancelled by nobody.");
            tally.Cancelled += count;
        }
    }
}
