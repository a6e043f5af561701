using System.Runtime.CompilerServices;
using Scoring.Diagnostics;
using Scoring.Records;

namespace Scoring.Batching.Flights;

/// <summary>How the rows are sent, and what becomes of the answer.</summary>
internal abstract partial class Flight : IAttemptSink
{
    /// <summary>The answer that is waited for. Written by the thread that sends, taken by the one that receives.</summary>
    private ConfiguredValueTaskAwaitable<RecordBatch>.ConfiguredValueTaskAwaiter _answer;

    /// <summary>Whether the request was sent and its answer not received yet: attempts that are told later are not its own any more. Written by the flight's thread.</summary>
    private bool _isAsking;

    /// <summary>What the last attempt that gave scores took; zero when the leaf told of none.</summary>
    public TimeSpan RunTime { get; private set; }

    /// <summary>Rows in that attempt: fewer than in the request, if it was cut.</summary>
    public int ServedRows { get; private set; }

    /// <summary>Whether there was one.</summary>
    public bool HasServed => ServedRows > 0;

    void IAttemptSink.OnAttempt(in ScoringAttempt attempt)
    {
        if (!Volatile.Read(ref _isAsking)) return;
        if (attempt.Succeeded) (RunTime, ServedRows) = (attempt.Duration, attempt.Rows);
        else _scheduler.OnFailedAttempt(this, in attempt);
        OnAttempt(in attempt);
    }

    /// <summary>Sends the rows, and ends them if the answer is there at once.</summary>
    /// <param name="lender">The row whose caller lends this thread: no other caller may go on there. Null on a thread of the pool.</param>
    public void TakeOff(PendingRows? lender)
    {
        if (TrySend() && TryWait()) return;
        Land(isOwnThread: lender is null || (SlotCount == 1 && ReferenceEquals(_slots[0].Rows, lender)));
    }

    private bool TrySend()
    {
        try
        {
            Volatile.Write(ref _isAsking, true);
            if (ScoringTraces.IsOn) NoteCallers();
            var context = new ScoringContext { Partition = Partition.Key, Deadline = LatestDeadline(), RunInline = true, Attempts = this, Record = this };
            if (!TrySend(in context, CanEndEarly ? _giveUp!.Token : CancellationToken.None, out ValueTask<RecordBatch> answer)) return false;
            _answer = answer.ConfigureAwait(false).GetAwaiter();
            return true;
        }
        catch (Exception error)
        {
            Error = error;
            return false;
        }
        finally
        {
            OnWritten();
        }
    }

    /// <summary>True when the answer will resume this flight.</summary>
    private bool TryWait()
    {
        try
        {
            if (_answer.IsCompleted) return false;
            _answer.UnsafeOnCompleted(_resume);
            return true;
        }
        catch (Exception)
        {
            // A task that cannot be awaited, such as one that was before: receiving it says why, and only this request fails.
            return false;
        }
    }

    private void Land(bool isOwnThread)
    {
        RecordBatch response = Receive();
        Volatile.Write(ref _isAsking, false);
        _scheduler.OnLanded(this);
        using (response)
        {
            if (Error is null && HasSent) TryRead(response);
            ClearRequest();
        }

        NoteRead();
        bool alone = _scheduler.Settings.AllowSynchronousContinuations;
        if (isOwnThread || alone) EndAll(SlotCount, alone);
        else QueueEndAll(SlotCount);
        _scheduler.OnEnded();
        Release();
    }

    /// <summary>The answer; none when it is an error, or when nothing was sent.</summary>
    private RecordBatch Receive()
    {
        ConfiguredValueTaskAwaitable<RecordBatch>.ConfiguredValueTaskAwaiter answer = _answer;
        _answer = default;
        if (Error is not null || !HasSent) return default;
        try
        {
            RecordBatch response = answer.GetResult();
            if (!response.IsDefault && response.HasRowErrors) _badRows = response.RowErrors.Length;
            return response;
        }
        catch (Exception error)
        {
            Error = error;
            return default;
        }
    }

    private void TryRead(RecordBatch response)
    {
        try
        {
            Read(response);
        }
        catch (Exception error)
        {
            Error = error;
        }
    }

    /// <summary>None as soon as the score of one row is always of use.</summary>
    private Deadline LatestDeadline()
    {
        Deadline latest = default;
        if (!CanEndEarly) return latest;
        foreach (ref Slot slot in Slots)
        {
            if (slot.Rows is not { Deadline: { IsNone: false } deadline }) return Deadline.None;
            latest = Deadline.Later(latest, deadline);
        }

        return latest;
    }
}
