using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Scoring.Onnx.Loading;
using Scoring.Onnx.Native;
using Scoring.Records;

namespace Scoring.Onnx.Running;

/// <summary>A loaded model: everything a request needs to be run on a lane.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly IReadOnlyList<OrtSession> _sessions;
    private readonly ILogger _logger;
    private readonly Lock _planning = new();
    private GCHandle _loggerHandle;

    /// <summary>The plan of the last schema, and those before it. Replaced as a whole under <see cref="_planning"/>, read without.</summary>
    private InputPlan[] _plans = [];

    public OnnxModel(
        Ort ort, ModelSpec spec, ModelRunner runner, LanePool lanes, IReadOnlyList<OrtSession> sessions, GCHandle loggerHandle, ILogger logger)
    {
        Spec = spec;
        Runner = runner;
        Lanes = lanes;
        Version = ort.Version;
        _sessions = sessions;
        _loggerHandle = loggerHandle;
        _logger = logger;
    }

    public ModelSpec Spec { get; }

    public ModelRunner Runner { get; }

    public LanePool Lanes { get; }

    /// <summary>Replaced when the first real batch has decided a pending probe.</summary>
    public OnnxModelInfo Info { get; set; } = null!;

    public ScoringSignature Signature { get; set; } = null!;

    private string Version { get; }

    /// <summary>How batches of a schema are fed.</summary>
    /// <exception cref="ScoringBindingException">The columns are not those that the model takes.</exception>
    public InputPlan PlanFor(RecordSchema schema)
    {
        foreach (InputPlan plan in Volatile.Read(ref _plans))
        {
            if (ReferenceEquals(plan.Schema, schema)) return plan;
        }

        return FindOrCreatePlan(schema);
    }

    /// <summary>Runs a request on a lane that the caller holds.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="plan">How the rows are fed.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="partition">The request's partition, for messages; null when there is none.</param>
    /// <exception cref="ScoringRefusedException">The model failed on these rows.</exception>
    /// <exception cref="ScoringResponseException">The outputs are not scores of these rows.</exception>
    public RecordBatch Run(Lane lane, InputPlan plan, in RecordBatch rows, int? partition = null)
    {
        Runner.CheckStrings(plan, rows, partition);
        bool undecided = Info.BatchProbe == OnnxBatchProbeResult.Pending && rows.RowCount > 1 && !TryProbeWith(lane, plan, rows);
        try
        {
            // As long as it is not known whether rows influence each other, each is run by itself.
            return Runner.Run(lane, plan, in rows, undecided ? 1 : Runner.RowsPerRun);
        }
        catch (OrtException error) when (error.IsOutOfMemory)
        {
            throw OutOfMemory(error, rows.RowCount, plan, (int)error.Code, partition);
        }
        catch (OutOfMemoryException error)
        {
            throw OutOfMemory(error, rows.RowCount, plan, null, partition);
        }
        catch (OrtException error)
        {
            throw new ScoringRefusedException(
                $"Model '{Spec.Name}' failed on {rows.RowCount} rows of {plan}: {OrtMessage.Clean(error.Message)} ({error.Code}, ONNX Runtime {Version})")
            { Rows = rows.RowCount, Status = (int)error.Code, Partition = partition };
        }
    }

    /// <summary>A response of no rows.</summary>
    public RecordBatch Empty() => RecordBatch.Rent(Runner.Reader.LastSchema ?? DeclaredSchema(), 0);

    public void Dispose()
    {
        Lanes.Dispose();
        foreach (OrtSession session in _sessions) session.Dispose();
        if (_loggerHandle.IsAllocated) _loggerHandle.Free();
    }

    private ScoringRefusedException OutOfMemory(Exception error, int rows, InputPlan plan, int? status, int? partition) =>
        new($"Model '{Spec.Name}' ran out of memory on {rows} rows of {plan}: {OrtMessage.Clean(error.Message)} (ONNX Runtime {Version}). Send fewer rows in a request ({nameof(ScoringClientOptions)}.{nameof(ScoringClientOptions.MaxBatchCount)}).", error)
        {
            Rows = rows,
            Status = status,
            Partition = partition,
            IsTooLarge = true,
        };

    private InputPlan FindOrCreatePlan(RecordSchema schema)
    {
        const int MaxPlans = 64;
        InputPlan plan = InputPlan.Create(Spec, schema);
        lock (_planning)
        {
            // A schema that is made anew for each batch would grow the list for ever; the oldest plans go.
            _plans = [plan, .. _plans.Take(MaxPlans - 1)];
        }

        return plan;
    }

    /// <summary>Decides a pending probe with the first batch that has two different rows; false when these are all alike.</summary>
    private bool TryProbeWith(Lane lane, InputPlan plan, RecordBatch rows)
    {
        int other = 1;
        while (other < rows.RowCount && ResponseComparer.RowsEqual(rows, 0, rows, other)) other++;
        if (other == rows.RowCount) return false;
        OnnxBatchProbeResult result = new BatchProbe(Runner, Spec.PadTo).Try(lane, plan, rows.Slice(0, 1), rows.Slice(other, 1));
        if (result != OnnxBatchProbeResult.Inconclusive) Decide(result);
        return true;
    }

    private void Decide(OnnxBatchProbeResult result)
    {
        lock (_planning)
        {
            if (result == OnnxBatchProbeResult.Unequal) Runner.RowsPerRun = 1;
            if (Info.BatchProbe != OnnxBatchProbeResult.Pending) return;
            int? rowsPerRun = Runner.RowsPerRun == int.MaxValue ? null : Runner.RowsPerRun;
            Signature = Signature with { MaxRowsPerRun = rowsPerRun };
            Info = Info with { BatchProbe = result, RowsPerRun = rowsPerRun, Warnings = [.. LoadWarnings.For(Spec, Runner.Reader, result)] };
            if (LoadWarnings.ForProbe(result) is { } warning) OnnxLog.ModelWarning(_logger, Spec.Name, warning);
        }
    }

    private RecordSchema DeclaredSchema() => new([.. Signature.Outputs.Select(static o => new ColumnSchema(o.Name, o.Type, Closed(o.Shape)))]);

    private static RowShape Closed(RowShape? shape) => RowShape.Create([.. (shape ?? default).Dimensions.ToArray().Select(static d => Math.Max(d, 0))]);
}
