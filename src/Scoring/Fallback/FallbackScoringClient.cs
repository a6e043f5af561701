using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Scoring.Concurrency;
using Scoring.DependencyInjection;
using Scoring.Records;
using Scoring.Switching;

namespace Scoring.Fallback;

/// <summary>Asks another client when the first one is slow or down.</summary>
internal sealed class FallbackScoringClient : DelegatingScoringClient
{
    private readonly IScoringClient _fallback;
    private readonly FallbackOptions _options;
    private readonly FallbackMeter _meter;
    private readonly FallbackLog _log;

    public FallbackScoringClient(IScoringClient innerClient, IScoringClient fallback, FallbackOptions options)
        : base(innerClient)
    {
        (_fallback, _options, _meter) = (fallback, options, new FallbackMeter(options.Name, options.MeterFactory));
        _log = new FallbackLog(options.LoggerFactory.CreateLogger(ClientServices.LogCategory), options.Name ?? "");
    }

    /// <remarks>The first client's, checked against the other's as far as that is to be had. While the first one is down it is the other's, so that an application starts all the same.</remarks>
    public override ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default)
    {
        ValueTask<ScoringSignature> first = InnerClient.GetSignatureAsync(cancellationToken), other = _fallback.GetSignatureAsync(cancellationToken);
        return first.IsCompletedSuccessfully && other.IsCompletedSuccessfully
            ? new ValueTask<ScoringSignature>(Check(first.Result, other.Result))
            : CheckAsync(first.AsTask(), other.AsTask());
    }

    public override ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default) =>
        _options.After is { } time && rows.RowCount > 0 ? RaceAsync(time, rows, context, cancellationToken) : FollowAsync(rows, context, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        if (_options.OwnsFallback) await _fallback.DisposeAsync().ConfigureAwait(false);
    }

    private static ScoringSignature Check(ScoringSignature first, ScoringSignature other)
    {
        if (SignatureDifference.Find(first, other) is { } difference)
            throw new ScoringModelException($"The fallback does not fit: {difference}. First: {first}. Fallback: {other}. {nameof(FallbackBuilderExtensions.UseFallback)} needs a model that takes and gives the same.");
        return first;
    }

    private static async ValueTask<ScoringSignature> CheckAsync(Task<ScoringSignature> first, Task<ScoringSignature> other)
    {
        // One of them may be down, and is asked again with the next request.
        await ((Task)Task.WhenAll(first, other)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (first.IsCompletedSuccessfully && other.IsCompletedSuccessfully) return Check(await first.ConfigureAwait(false), await other.ConfigureAwait(false));
        return first.IsFaulted && Failures.IsDown(first.Exception.InnerException!) && other.IsCompletedSuccessfully
            ? await other.ConfigureAwait(false)
            : await first.ConfigureAwait(false);
    }

    /// <summary>One after the other.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<RecordBatch> FollowAsync(RecordBatch rows, ScoringContext context, CancellationToken cancellationToken)
    {
        Exception failure;
        try
        {
            RecordBatch response = await InnerClient.ScoreAsync(rows, context, cancellationToken).ConfigureAwait(false);
            _log.OnFirstAnswered();
            return response;
        }
        catch (Exception error) when (MayFallBack(error, in context, cancellationToken))
        {
            failure = error;
        }

        _log.OnFallback(FallbackReason.Failed, failure);
        try
        {
            RecordBatch response = await _fallback.ScoreAsync(rows, context with { Attempts = null, Kept = null }, cancellationToken).ConfigureAwait(false);
            _meter.Record(FallbackReason.Failed, FallbackMeter.Other, rows.RowCount);
            return response;
        }
        catch (Exception error)
        {
            throw BothFailed(FallbackReason.Failed, failure, error, rows.RowCount, cancellationToken);
        }
    }

    /// <summary>The first alone for some time, and then both.</summary>
    private async ValueTask<RecordBatch> RaceAsync(TimeSpan after, RecordBatch rows, ScoringContext context, CancellationToken cancellationToken)
    {
        int count = rows.RowCount;
        using var call = new FallbackCall(rows, in context, cancellationToken);
        Task<RecordBatch> first = call.AskFirst(InnerClient);
        if (!first.IsCompleted) await Patience.TryWaitAsync(WhenEnded(first), after, _options.TimeProvider).ConfigureAwait(false);
        FallbackReason reason = first.IsCompleted ? FallbackReason.Failed : FallbackReason.Slow;
        if (first.IsCompleted && !IsDown(first, in context, cancellationToken)) return await TakeFirstAsync(first, cancellationToken).ConfigureAwait(false);

        _log.OnFallback(reason, first.Exception?.InnerException);
        Task<RecordBatch> other = call.AskOther(_fallback);
        await WhenEnded(await Task.WhenAny(first, other).ConfigureAwait(false)).ConfigureAwait(false);
        if (first.IsCompleted && !IsDown(first, in context, cancellationToken))
        {
            call.DropOther(other);
            _meter.Record(reason, FallbackMeter.First, count);
            return await TakeFirstAsync(first, cancellationToken).ConfigureAwait(false);
        }

        return await TakeOtherAsync(call, first, other, reason, count, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The other one has ended, or the first one is down.</summary>
    private async ValueTask<RecordBatch> TakeOtherAsync(FallbackCall call, Task<RecordBatch> first, Task<RecordBatch> other, FallbackReason reason, int rows, CancellationToken cancellationToken)
    {
        await WhenEnded(other).ConfigureAwait(false);
        if (other.IsCompletedSuccessfully)
        {
            call.DropFirst(first);
            _meter.Record(reason, FallbackMeter.Other, rows);
            return await other.ConfigureAwait(false);
        }

        await WhenEnded(first).ConfigureAwait(false);
        if (first.IsCompletedSuccessfully)
        {
            _meter.Record(reason, FallbackMeter.First, rows);
            return await TakeFirstAsync(first, cancellationToken).ConfigureAwait(false);
        }

        throw BothFailed(reason, ErrorOf(first), ErrorOf(other), rows, cancellationToken);
    }

    private async ValueTask<RecordBatch> TakeFirstAsync(Task<RecordBatch> first, CancellationToken cancellationToken)
    {
        if (first.IsCanceled) cancellationToken.ThrowIfCancellationRequested();
        RecordBatch response = await first.ConfigureAwait(false);
        _log.OnFirstAnswered();
        return response;
    }

    private Exception BothFailed(FallbackReason reason, Exception first, Exception other, int rows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _meter.Record(reason, FallbackMeter.Nobody, rows);
        _log.OnBothFailed(first, other);
        ExceptionDispatchInfo.Throw(Failures.IsOfRows(other) ? other : first);
        return first;
    }

    private static bool IsDown(Task<RecordBatch> first, in ScoringContext context, CancellationToken cancellationToken) =>
        first.IsFaulted && MayFallBack(first.Exception.InnerException!, in context, cancellationToken);

    private static bool MayFallBack(Exception error, in ScoringContext context, CancellationToken cancellationToken) =>
        Failures.IsDown(error) && !cancellationToken.IsCancellationRequested && !context.Deadline.HasExpired;

    private static Exception ErrorOf(Task<RecordBatch> ended) => ended.Exception?.InnerException ?? new OperationCanceledException();

    private static Task WhenEnded(Task task) => task.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
