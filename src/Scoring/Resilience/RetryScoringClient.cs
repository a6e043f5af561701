using System.Runtime.CompilerServices;
using Microsoft.Extensions.ObjectPool;
using Scoring.Concurrency;
using Scoring.Diagnostics;
using Scoring.Records;

namespace Scoring.Resilience;

/// <summary>Sends a request again while the endpoint cannot serve it. Allocates nothing as long as all is served at once.</summary>
internal sealed class RetryScoringClient : DelegatingScoringClient
{
    private readonly RetryOptions _options;
    private readonly TimeProvider _clock;
    private readonly RetryRules _rules;
    private readonly Backoff _backoff;
    private readonly RetryBudget _budget;
    private readonly PartitionPauses _pauses;
    private readonly ColdStarts _coldStarts;
    private readonly RetryMeter _meter;
    private readonly DefaultObjectPool<RetryCall> _calls;

    /// <summary>Ends every wait when the client is disposed.</summary>
    private readonly CancellationTokenSource _disposed = new();

    public RetryScoringClient(IScoringClient innerClient, RetryOptions options)
        : base(innerClient)
    {
        (_options, _clock, _meter) = (options, options.TimeProvider, new RetryMeter(options.Name, options.MeterFactory));
        _rules = new RetryRules(options);
        _backoff = new Backoff(options.BaseDelay, options.MaxDelay, options.Seed ?? 0);
        _budget = new RetryBudget(options);
        _pauses = new PartitionPauses(_clock);
        _coldStarts = new ColdStarts(options.ColdStartAfter, _clock);
        _calls = new DefaultObjectPool<RetryCall>(new Policy(_clock));
    }

    /// <remarks>An endpoint that is busy, or being started, when it is asked what it takes is asked again like for scores.</remarks>
    public override ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default)
    {
        ValueTask<ScoringSignature> signature = InnerClient.GetSignatureAsync(cancellationToken);
        return signature.IsCompletedSuccessfully ? signature : AskAsync(signature.AsTask(), cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        RetryCall call = _calls.Get();
        try
        {
            call.Begin(rows, in context, DeadlineOf(in context));
            return await SendAsync(call, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            call.Dispose();
            _calls.Return(call);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<RecordBatch> SendAsync(RetryCall call, CancellationToken cancellationToken)
    {
        if (_pauses.Left(call.Context.Partition) > TimeSpan.Zero) await WaitAsync(call, TimeSpan.Zero, null, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            ScoringException error;
            TimeSpan delay;
            BeginAttempt(call);
            try
            {
                RecordBatch response = await InnerClient.ScoreAsync(call.Rows, call.Context, cancellationToken).ConfigureAwait(false);
                OnAnswered(call);
                return response;
            }
            catch (ScoringException failure)
            {
                if (OnFailed(call, failure) is not { } wait) throw;
                (error, delay) = (failure, wait);
            }

            await WaitAsync(call, delay, error, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<ScoringSignature> AskAsync(Task<ScoringSignature> answer, CancellationToken cancellationToken)
    {
        RetryCall call = _calls.Get();
        try
        {
            var context = new ScoringContext { Deadline = DeadlineOf(default) };
            call.Begin(default, in context, context.Deadline);
            while (true)
            {
                BeginAttempt(call);
                try
                {
                    return await answer.ConfigureAwait(false);
                }
                catch (ScoringException error)
                {
                    if (OnFailed(call, error) is not { } wait) throw;
                    await WaitAsync(call, wait, error, cancellationToken).ConfigureAwait(false);
                    answer = InnerClient.GetSignatureAsync(cancellationToken).AsTask();
                }
            }
        }
        finally
        {
            call.Dispose();
            _calls.Return(call);
        }
    }

    private void BeginAttempt(RetryCall call)
    {
        long now = _clock.GetTimestamp();
        _coldStarts.OnSending(now);
        call.BeginAttempt(now);
    }

    private void OnAnswered(RetryCall call)
    {
        call.EndAttempt();
        _budget.OnAnswered();
        if (_coldStarts.OnAnswered() is { } coldStart) _meter.RecordColdStart(coldStart);
    }

    /// <summary>How long to wait before the next attempt; null when there is none.</summary>
    private TimeSpan? OnFailed(RetryCall call, ScoringException error)
    {
        call.EndAttempt(error);
        int partition = call.Context.Partition;
        if (error.RetryAfter is { } asked && asked > TimeSpan.Zero) _pauses.Pause(partition, asked < _options.MaxRetryAfter ? asked : _options.MaxRetryAfter);
        RetryReason reason = _rules.ReasonFor(error);
        if (reason == RetryReason.None) return null;
        if (call.Attempt >= _options.MaxAttempts)
        {
            _meter.RecordSuppressed("attempts");
            return null;
        }

        if (_coldStarts.IsOne(error)) reason = RetryReason.ColdStart;
        TimeSpan backoff = _backoff.Next(call.Attempt), token = _budget.Take(partition);
        TimeSpan delay = backoff > token ? backoff : token;
        _meter.RecordRetry(reason, error.Status, delay);
        if (token > backoff) _meter.RecordSuppressed("budget");
        return delay;
    }

    /// <summary>Waits for some time and for the end of the partition's pause, which may be prolonged meanwhile.</summary>
    private async ValueTask WaitAsync(RetryCall call, TimeSpan delay, ScoringException? last, CancellationToken cancellationToken)
    {
        long from = _clock.GetTimestamp();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        while (LeftOf(delay, from, call.Context.Partition) is var left && left > TimeSpan.Zero)
        {
            if (left >= call.Context.Deadline.Remaining)
            {
                _meter.RecordSuppressed("deadline");
                throw RetryErrors.TooLate(call, left, last);
            }

            await Task.Delay(WholeMilliseconds(left), _clock, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (_disposed.IsCancellationRequested) throw RetryErrors.ShutDown(call, last);
        }
    }

    private TimeSpan LeftOf(TimeSpan delay, long from, int partition)
    {
        TimeSpan left = delay - _clock.GetElapsedTime(from), pause = _pauses.Left(partition);
        return left > pause ? left : pause;
    }

    /// <summary>Timers cut what is below a millisecond, and what is sent a moment before it may be is sent too early.</summary>
    private static TimeSpan WholeMilliseconds(TimeSpan time) =>
        TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(time.TotalMilliseconds), TimerLimit.Longest.TotalMilliseconds));

    private Deadline DeadlineOf(in ScoringContext context) =>
        _options.Timeout is { } time ? Deadline.Earlier(context.Deadline, Deadline.After(time, _clock)) : context.Deadline;

    private sealed class Policy(TimeProvider clock) : IPooledObjectPolicy<RetryCall>
    {
        public RetryCall Create() => new(clock);

        public bool Return(RetryCall call) => true;
    }
}
