using System.Runtime.CompilerServices;
using Scoring.Onnx;
using Scoring.Records;
using Scoring.Tool.Commands;
using Scoring.Tool.Reporting;
using Scoring.Tool.Sampling;

namespace Scoring.Tool.Diagnosis.ModelChecks;

/// <summary>Looks at a model in a file.</summary>
internal sealed class ModelDoctor(DoctorSettings settings, SampleFile? sample, Terminal terminal)
{
    /// <summary>Rows that times are measured with: what a client sends at once by default.</summary>
    private const int MeasuredRows = 200;

    private readonly List<Finding> _findings = [];

    /// <exception cref="UsageException">The options cannot be followed.</exception>
    public async Task<DiagnosisReport> ExamineAsync(CancellationToken cancellationToken)
    {
        ModelTarget.RefuseEndpointOptions(settings.Target, settings.Endpoint);
        bool isLoaded = false;
        try
        {
            long start = terminal.Time.GetTimestamp();
            OnnxScoringClient client = OnnxScoringClient.Load(settings.Target, Options());
            await using ConfiguredAsyncDisposable disposal = client.ConfigureAwait(false);
            isLoaded = true;
            await ExamineAsync(client, terminal.Time.GetElapsedTime(start), cancellationToken).ConfigureAwait(false);
        }
        catch (ScoringException error) when (!isLoaded)
        {
            _findings.Add(Finding.Problem(Topics.Load, OptionNames.Translate(error.Message), "Give an .onnx file that this runtime can load, or a runtime that can load it: --onnxruntime PATH."));
        }

        return new DiagnosisReport(settings.Target, _findings, isLoaded);
    }

    private async Task ExamineAsync(OnnxScoringClient client, TimeSpan loading, CancellationToken cancellationToken)
    {
        OnnxModelInfo info = client.Info;
        string outputs = string.Join(", ", info.Outputs);
        _findings.Add(Finding.Ok(Topics.Load, $"Loaded in {Numbers.Time(loading)} by ONNX Runtime {info.RuntimeVersion}: {string.Join(", ", info.Inputs)} → {outputs}."));
        _findings.Add(BatchAxisCheck.OfAxis(info));
        if (BatchAxisCheck.OfRows(info) is { } rows) _findings.Add(rows);
        _findings.Add(ThreadCheck.Of(settings.Lanes ?? Environment.ProcessorCount, settings.IntraOpThreads, Environment.ProcessorCount));
        if (settings.Profile is { } profile) _findings.AddRange(await StaleProfileCheck.OfAsync(profile, client, cancellationToken).ConfigureAwait(false));
        await MeasureAsync(client, cancellationToken).ConfigureAwait(false);
    }

    private async Task MeasureAsync(OnnxScoringClient client, CancellationToken cancellationToken)
    {
        string[] maps = ZipMapCheck.NamesIn(client.Info);
        if (sample is null)
        {
            if (maps.Length > 0) _findings.Add(ZipMapCheck.NotMeasured(maps));
            return;
        }

        using Sample read = sample.Read(await client.GetSignatureAsync(cancellationToken).ConfigureAwait(false));
        read.ShowFailures(terminal.Error);
        RecordBatch rows = read.Rows.Slice(0, Math.Min(read.Count, MeasuredRows));
        try
        {
            _findings.Add(await SpeedCheck.MeasureAsync(client, rows, terminal.Time, cancellationToken).ConfigureAwait(false));
            if (maps.Length > 0) _findings.Add(await MeasureMapsAsync(client, maps, rows, cancellationToken).ConfigureAwait(false));
        }
        catch (ScoringException error)
        {
            _findings.Add(Finding.Problem(Topics.Answers, $"The model fails on the sample: {error.Message}", "See which rows it refuses: scoring score MODEL --input FILE."));
        }
    }

    private async Task<Finding> MeasureMapsAsync(OnnxScoringClient client, string[] maps, RecordBatch rows, CancellationToken cancellationToken)
    {
        OnnxScoringOptions options = Options();
        foreach (string name in client.Info.Outputs.Select(static output => output.Name).Except(maps, StringComparer.Ordinal)) options.Outputs.Add(name);
        if (options.Outputs.Count == 0) return ZipMapCheck.NotMeasured(maps);
        OnnxScoringClient bare = OnnxScoringClient.Load(settings.Target, options);
        await using ConfiguredAsyncDisposable disposal = bare.ConfigureAwait(false);
        return await ZipMapCheck.MeasureAsync(client, bare, maps, rows, terminal.Time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One lane, since requests are sent one after the other here.</summary>
    private OnnxScoringOptions Options() => new() { LibraryPath = settings.OnnxRuntime, NullString = "", Lanes = 1, IntraOpThreads = settings.IntraOpThreads };
}
