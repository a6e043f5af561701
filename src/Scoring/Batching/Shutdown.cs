using Scoring.Batching.Calls;
using Scoring.Concurrency;
using Scoring.Diagnostics;

namespace Scoring.Batching;

/// <summary>How a client with a queue is disposed: no new calls, time for those inside, an end for those left, and then what it wraps.</summary>
/// <param name="calls">The calls inside.</param>
/// <param name="inner">What is disposed in the end.</param>
/// <param name="control">Knows how long calls have.</param>
/// <param name="scheduler">The scheduler, once there is one.</param>
internal sealed class Shutdown(CallRegister calls, IScoringClient inner, SchedulerControl control, Func<Scheduler?> scheduler) : IAsyncDisposable
{
    /// <summary>How long callers that are being told may take to go on: one that blocks there may be waiting for this very end.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    /// <summary>Cancelled when disposing could not wait any longer: ends the calls that wait for the signature.</summary>
    private readonly CancellationTokenSource _giveUp = new();

    private readonly Signal _disposed = new(control.Options.Starter);

    /// <summary>Disposes, or waits until another call has.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!calls.Intake.TryClose())
        {
            await _disposed.Task.ConfigureAwait(false);
            return;
        }

        try
        {
            scheduler()?.StopLingering();
            if (!await Patience.TryWaitAsync(DrainAsync(), control.Options.ShutdownTimeout, control.Options.TimeProvider).ConfigureAwait(false)) EndRest();
            await WaitUntilToldAsync().ConfigureAwait(false);
            await inner.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            control.Close();
            _disposed.Set();
        }
    }

    /// <summary>Waits for the signature, but no longer than for scores.</summary>
    /// <exception cref="ScoringRejectedException">That took too long.</exception>
    public async ValueTask WaitForModelAsync(Func<CancellationToken, ValueTask> warmUp, int partition, Deadline deadline, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(deadline.IsNone ? Timeout.InfiniteTimeSpan : deadline.TimerDue, deadline.Clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token, _giveUp.Token);
        try
        {
            await warmUp(end.Token).ConfigureAwait(false);

            // Disposing may have given up while there was no scheduler yet to be told so. Both sides write before they look.
            end.Token.ThrowIfCancellationRequested();

            // Disposing may have begun when there was no scheduler yet to be told.
            if (calls.Intake.IsClosed) scheduler()?.StopLingering();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw late.IsCancellationRequested ? Rejections.Expired(partition) : Rejections.ShutDown(partition);
        }
    }

    private async Task DrainAsync()
    {
        await calls.Intake.WaitAsync().ConfigureAwait(false);
        if (scheduler() is { } rows) await rows.DrainAsync().ConfigureAwait(false);
    }

    private void EndRest()
    {
        GiveUp();
        calls.EndAll();
        scheduler()?.Abandon();
    }

    private void GiveUp()
    {
        try
        {
            _giveUp.Cancel();
        }
        catch (AggregateException)
        {
            // What a leaf does about a signature that nobody waits for any more failed. Rows and leaf end all the same.
        }
    }

    private async ValueTask WaitUntilToldAsync()
    {
        await calls.Intake.WaitAsync(s_grace, control.Options.TimeProvider).ConfigureAwait(false);
        if (scheduler() is { } rows) await Patience.TryWaitAsync(rows.WaitUntilToldAsync(), s_grace, control.Options.TimeProvider).ConfigureAwait(false);
    }
}
