using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Scoring.DependencyInjection;
using Scoring.Diagnostics;
using Scoring.Records;

namespace Scoring.Telemetry;

/// <summary>Traces calls and requests.</summary>
internal sealed class TelemetryScoringClient(IScoringClient innerClient, TelemetryOptions options) : DelegatingScoringClient(innerClient)
{
    private readonly ILogger _logger = options.LoggerFactory.CreateLogger(ClientServices.LogCategory);

    /// <summary>Null until it was asked for. Written once, but for two that ask at once.</summary>
    private ScoringSignature? _signature;

    private string? Model => Volatile.Read(ref _signature)?.ModelName;

    private string? Name => options.Name ?? Model;

    public override ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default)
    {
        ValueTask<ScoringSignature> signature = InnerClient.GetSignatureAsync(cancellationToken);
        return signature.IsCompletedSuccessfully ? new ValueTask<ScoringSignature>(Note(signature.Result)) : NoteAsync(signature);
    }

    public override ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        if (ScoringTraces.IsOn) return TraceAsync(rows, context, cancellationToken);
        ValueTask<RecordBatch> answer = InnerClient.ScoreAsync(rows, context, cancellationToken);
        return answer.IsCompletedSuccessfully || !_logger.IsEnabled(LogLevel.Warning) ? answer : WatchAsync(answer, rows.RowCount, context, cancellationToken);
    }

    /// <summary>The span of a call of rows; null when nobody listens.</summary>
    public Activity? StartCall(int rows, int partition)
    {
        Activity? call = ScoringTraces.Source.StartActivity(Model is { } model ? $"score {model}" : "score");
        if (call is { IsAllDataRequested: true }) Tag(call, rows, partition);
        return call;
    }

    /// <summary>The call has failed.</summary>
    public static void Fail(Activity? activity, Exception error)
    {
        activity?.SetTag(TagNames.ErrorType, error.GetType().FullName);
        activity?.SetStatus(ActivityStatusCode.Error, error.Message);
    }

    private ScoringSignature Note(ScoringSignature signature)
    {
        Volatile.Write(ref _signature, signature);
        return signature;
    }

    private async ValueTask<ScoringSignature> NoteAsync(ValueTask<ScoringSignature> signature) => Note(await signature.ConfigureAwait(false));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<RecordBatch> TraceAsync(RecordBatch rows, ScoringContext context, CancellationToken cancellationToken)
    {
        using Activity? request = StartRequest(rows.RowCount, in context);
        try
        {
            RecordBatch response = await InnerClient.ScoreAsync(rows, context, cancellationToken).ConfigureAwait(false);
            TagVersion(request, context.Record);
            return response;
        }
        catch (Exception error)
        {
            TagVersion(request, context.Record);
            Fail(request, error);
            Log(error, rows.RowCount, in context, cancellationToken);
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<RecordBatch> WatchAsync(ValueTask<RecordBatch> answer, int rows, ScoringContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Log(error, rows, in context, cancellationToken);
            throw;
        }
    }

    private Activity? StartRequest(int rows, in ScoringContext context)
    {
        string name = Model is { } model ? $"score_batch {model}" : "score_batch";
        ReadOnlySpan<ActivityContext> callers = context.Record is { } record ? record.Callers : default;
        Activity? request = callers.Length > 1 ? StartLinked(name, callers) : ScoringTraces.Source.StartActivity(ActivityKind.Internal, parentContext: callers.Length == 1 ? callers[0] : default, name: name);
        if (request is not { IsAllDataRequested: true }) return request;
        Tag(request, rows, context.Partition);
        if (callers.Length > 1) request.SetTag(TagNames.Callers, callers.Length);
        return request;
    }

    private static Activity? StartLinked(string name, ReadOnlySpan<ActivityContext> callers)
    {
        var links = new List<ActivityLink>(callers.Length);
        foreach (ActivityContext caller in callers) links.Add(new ActivityLink(caller));

        // It is nobody's child: the thread may be lent by one of the callers, and the others wait for it just the same.
        Activity.Current = null;
        return ScoringTraces.Source.StartActivity(ActivityKind.Internal, links: links, name: name);
    }

    private void Tag(Activity activity, int rows, int partition)
    {
        activity.SetTag(TagNames.Client, Name);
        activity.SetTag(TagNames.Model, Model);
        if (_signature?.Transport is { } transport) activity.SetTag(TagNames.Transport, transport);
        if (_signature?.ModelVersion is { } version) activity.SetTag(TagNames.ModelVersion, version);
        activity.SetTag(TagNames.Rows, rows);
        activity.SetTag(TagNames.Partition, partition);
    }

    private static void TagVersion(Activity? request, IRequestRecord? record)
    {
        if (record?.ModelVersion is { } version) request?.SetTag(TagNames.ModelVersion, version);
    }

    private void Log(Exception error, int rows, in ScoringContext context, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested) ScoringLog.RequestFailed(_logger, Name ?? "", rows, context.Partition, Model, context.Record?.ModelVersion ?? _signature?.ModelVersion, error.Message);
    }
}
