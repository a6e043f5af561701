using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Scoring.Onnx.Native;
using Scoring.Onnx.Running;
using Scoring.Records;

namespace Scoring.Onnx.Loading;

/// <summary>Loads a model: sessions, lanes, what it takes and gives, and whether it can batch.</summary>
internal sealed class ModelLoader(ModelSource source, OnnxScoringOptions options)
{
    /// <summary>What it is in metrics and spans.</summary>
    private const string Transport = "onnx";

    private readonly ILogger _logger = options.LoggerFactory.CreateLogger("Scoring.Onnx");
    private readonly List<OrtSession> _sessions = [];

    /// <exception cref="ScoringModelException">The model cannot be loaded, or takes or gives what no batch can hold.</exception>
    public OnnxModel Load()
    {
        Ort ort = OrtLibrary.Get(options.LibraryPath);
        GCHandle loggerHandle = GCHandle.Alloc(_logger);
        try
        {
            return Load(ort, new SessionFactory(ort, options, _logger, loggerHandle), loggerHandle);
        }
        catch
        {
            foreach (OrtSession session in _sessions) session.Dispose();
            loggerHandle.Free();
            throw;
        }
    }

    private OnnxModel Load(Ort ort, SessionFactory factory, GCHandle loggerHandle)
    {
        _sessions.Add(factory.Create(source));
        ModelDescription description = new ModelReader(ort, _sessions[0]).Read();
        IReadOnlyList<ValueDescription> inputs = ModelChecker.CheckInputs(source.Name, description.Inputs);
        IReadOnlyList<ValueDescription> outputs = ModelChecker.CheckOutputs(source.Name, description.Outputs, options.Outputs);
        int? fixedSize = ModelChecker.FixedBatchSize(source.Name, inputs);
        bool hasScalar = inputs.Any(static i => i.IsScalar);
        CheckRowsPerRun(fixedSize is { } size ? (size, $"its batch axis is fixed at {size}") : null);
        CheckRowsPerRun(hasScalar ? (1, "it takes an input that is one value for the whole run") : null);

        bool shared = options.Lanes == 1 || source.Length > options.MaxReplicatedModelBytes;
        for (int i = 1; i < (shared ? 1 : options.Lanes); i++) _sessions.Add(factory.Create(source));
        var spec = new ModelSpec(source.Name, inputs, outputs, fixedSize);
        var lanes = new LanePool(Enumerable.Range(0, options.Lanes).Select(i => new Lane(ort, i, _sessions[i % _sessions.Count], inputs.Count, outputs.Count, options.NullString)));
        var runner = new ModelRunner(ort, spec, options.NullString) { RowsPerRun = Math.Min(hasScalar ? 1 : fixedSize ?? int.MaxValue, options.MaxRowsPerRun ?? int.MaxValue) };
        var model = new OnnxModel(ort, spec, runner, lanes, _sessions, loggerHandle, _logger);
        Describe(model, description, ort, shared, Probe(model, lanes));
        return model;
    }

    private OnnxBatchProbeResult Probe(OnnxModel model, LanePool lanes)
    {
        bool single = model.Spec.PadTo == 1 || model.Spec.HasScalar;
        bool needed = !single && !options.SkipBatchProbe;
        OnnxBatchProbeResult unprobed = single ? OnnxBatchProbeResult.NotNeeded : OnnxBatchProbeResult.Skipped;
        if (model.Spec.Inputs.Any(static i => !i.IsOptional && i.RowShape is not { IsFixed: true })) return needed ? OnnxBatchProbeResult.Pending : unprobed;
        var schema = new RecordSchema([.. model.Spec.Inputs.Where(static i => !i.IsOptional).Select(static i => new ColumnSchema(i.Name, i.ColumnType!.Value, i.RowShape!.Value))]);
        InputPlan plan = model.PlanFor(schema);
        Lane lane = lanes.TryAcquire()!;
        using RecordBatch rows = ProbeRows.Create(schema);
        try
        {
            var probe = new BatchProbe(model.Runner, model.Spec.PadTo);
            OnnxBatchProbeResult result = needed ? probe.Try(lane, plan, rows.Slice(0, 1), rows.Slice(1, 1)) : Learn(model, lane, plan, rows, unprobed);
            if (result == OnnxBatchProbeResult.Unequal) CheckRowsPerRun((1, "rows that are run together influence each other in it"));
            if (result == OnnxBatchProbeResult.Unequal) model.Runner.RowsPerRun = 1;
            return result;
        }
        finally
        {
            lanes.Release(lane);
        }
    }

    /// <summary>One run to learn the outputs' real shapes and the classes of a ZipMap; when it fails they are learned from the first batch.</summary>
    private static OnnxBatchProbeResult Learn(OnnxModel model, Lane lane, InputPlan plan, RecordBatch rows, OnnxBatchProbeResult result)
    {
        try
        {
            model.Runner.Run(lane, plan, rows.Slice(0, 1), 1).Dispose();
        }
        catch (Exception error) when (error is OrtException or ScoringException)
        {
        }

        return result;
    }

    private void CheckRowsPerRun((int Most, string Why)? limit)
    {
        if (limit is { } l && options.MaxRowsPerRun > l.Most)
        {
            throw new ScoringModelException(
                $"{nameof(OnnxScoringOptions)}.{nameof(OnnxScoringOptions.MaxRowsPerRun)} is {options.MaxRowsPerRun}, but model '{source.Name}' runs at most {l.Most} at a time: {l.Why}. " +
                "Leave the option unset, or export the model so that rows are independent and the first dimension is free.");
        }
    }

    private void Describe(OnnxModel model, ModelDescription description, Ort ort, bool shared, OnnxBatchProbeResult probe)
    {
        int rowsPerRun = model.Runner.RowsPerRun;
        model.Info = new OnnxModelInfo
        {
            Name = source.Name,
            ModelBytes = source.Length,
            Inputs = [.. description.Inputs.Select(static i => i.ToInfo())],
            Outputs = [.. model.Spec.Outputs.Select(static o => o.ToInfo())],
            OverridableInitializers = [.. description.Initializers.Select(static i => i.ToInfo())],
            FixedBatchSize = model.Spec.PadTo,
            RowsPerRun = rowsPerRun == int.MaxValue ? null : rowsPerRun,
            BatchProbe = probe,
            Lanes = options.Lanes,
            SharesSession = shared,
            RuntimeVersion = ort.Version,
            RuntimeLibrary = ort.Path,
            ProducerName = description.Metadata.ProducerName,
            GraphName = description.Metadata.GraphName,
            Domain = description.Metadata.Domain,
            Description = description.Metadata.Description,
            ModelVersion = description.Metadata.Version,
            Metadata = description.Metadata.Custom,
            Warnings = [.. LoadWarnings.For(model.Spec, model.Runner.Reader, probe)],
        };
        model.Signature = SignatureOf(model, options.Lanes, description.Metadata.Version);
        OnnxLog.Loaded(_logger, source.Name, ort.Version, options.Lanes, model.Spec.PadTo is { } size ? $"fixed at {size}" : "free", probe);
        foreach (string warning in model.Info.Warnings) OnnxLog.ModelWarning(_logger, source.Name, warning);
    }

    private static ScoringSignature SignatureOf(OnnxModel model, int lanes, long version) => new()
    {
        ModelName = model.Spec.Name,
        Transport = Transport,
        ModelVersion = version == 0 ? null : version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Inputs = [.. model.Spec.Inputs.Select(static i => i.ToSignature())],
        Outputs = [.. model.Spec.Outputs.SelectMany((o, i) => OutputColumns(o, model.Runner.Reader.Labels[i], model.Spec.Outputs.Count == 1))],
        MaxConcurrentRequests = lanes,
        MaxRowsPerRun = model.Runner.RowsPerRun == int.MaxValue ? null : model.Runner.RowsPerRun,
    };

    private static ImmutableArray<SignatureColumn> OutputColumns(ValueDescription output, ClassLabels? labels, bool withLabel)
    {
        if (!output.IsClassMap) return [output.ToSignature()];
        if (labels is null) return [new SignatureColumn(output.Name, ElementType.Float32, null)];
        IEnumerable<SignatureColumn> columns = labels.Names.Select(name => new SignatureColumn($"{output.Name}_{name}", ElementType.Float32, RowShape.Scalar));
        return withLabel ? [.. columns, new SignatureColumn($"{output.Name}_label", labels.LabelType, RowShape.Scalar)] : [.. columns];
    }
}
