using System.Globalization;
using System.Runtime.CompilerServices;
using Scoring.Records;
using Scoring.Tool.Endpoints;
using Scoring.Tool.Features;
using Scoring.Tool.Input;
using Scoring.Tool.Output;
using Scoring.Tool.Running;

namespace Scoring.Tool.Commands;

/// <summary>One run of <c>scoring score</c>, from checking its options to the summary.</summary>
internal sealed class ScoreRun(ScoreSettings settings, Terminal terminal)
{
    /// <summary>Blocks in flight beyond those that can be scored at once, so that no lane waits for the reader.</summary>
    private const int BlocksAhead = 2;
    private const int MostBlocksScored = 8;
    private const int MaxParallel = 1024;

    private readonly ScoreFormats _formats = new(settings);

    /// <exception cref="UsageException">The options cannot be followed.</exception>
    /// <exception cref="ScoringException">The model cannot be used.</exception>
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        CheckNumbers();
        ScoreFiles.Check(settings);
        EndpointTarget? endpoint = EndpointUrl.Is(settings.Model) ? new EndpointTarget(settings, terminal) : null;
        bool fromFile = !ScoreFiles.IsStandard(settings.Input);
        using Stream input = fromFile ? ScoreFiles.OpenInput(ScoreFiles.InputOption, settings.Input) : terminal.Input;
        var source = new InputSource(fromFile ? Path.GetFileName(settings.Input) : "stdin", input);
        ScoreTarget target = endpoint is null
            ? ModelTarget.Open(settings)
            : await endpoint.OpenAsync(source, CreateReader, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = target.ConfigureAwait(false);
        if (settings.Verbose) ShowWarnings(target);
        using RowReader reader = await CreateReaderAsync(source, cancellationToken).ConfigureAwait(false);
        ScoringSignature signature = await target.Client.GetSignatureAsync(cancellationToken).ConfigureAwait(false);
        if (reader.Columns.Count == 0) return await ScoreNothingAsync(target.Client, signature, cancellationToken).ConfigureAwait(false);
        (RowBlockReader blocks, FeatureLayout layout) = Plan(reader, signature);
        long? bytes = fromFile && input.CanSeek && input.Length > 0 ? input.Length : null;
        return await ScoreAsync(target, blocks, layout, bytes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The header may be long in coming, and a read of a terminal or a pipe cannot be stopped: after a cancellation nobody waits for it.</summary>
    private RowReader CreateReader(string name, Stream stream) => _formats.CreateReader(ScoreFiles.InputOption, name, stream);

    private Task<RowReader> CreateReaderAsync(InputSource source, CancellationToken cancellationToken) =>
        Task.Run(() => CreateReader(source.Name, source.Stream), CancellationToken.None).WaitAsync(cancellationToken);

    private void CheckNumbers()
    {
        if (settings.MaxBatch is < 1 or > ScoringClientOptions.MaxBatchCountCeiling)
            throw new UsageException($"--max-batch is {settings.MaxBatch}; it must be 1 to {ScoringClientOptions.MaxBatchCountCeiling} rows.");
        if (settings.Parallel is < 1 or > MaxParallel) throw new UsageException($"--parallel is {settings.Parallel}; it must be 1 to {MaxParallel} requests.");
    }

    private void ShowWarnings(ScoreTarget target)
    {
        foreach (string warning in target.Warnings) terminal.Error.WriteLine($"warning: {warning}");
    }

    private (RowBlockReader Blocks, FeatureLayout Layout) Plan(RowReader reader, ScoringSignature signature)
    {
        var finder = new ColumnFinder(reader);
        finder.FindAll("--keep", settings.Keep);
        if (settings.Keep.GroupBy(static name => name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            throw new UsageException($"--keep names '{twice.Key}' {twice.Count()} times.");
        if (settings.PartitionBy is { } partition) finder.Find("--partition-by", partition);
        FeatureLayout layout = new FeaturePlanner(signature, reader).Plan(settings.Columns, settings.Keep);
        long scoreBytes = signature.Outputs.Sum(static output => Math.Max(output.Shape?.ElementCount ?? 1, 1L) * sizeof(double));
        return (new RowBlockReader(reader, layout, settings.Keep, settings.PartitionBy, layout.RowBytes + scoreBytes), layout);
    }

    private async Task<ExitCode> ScoreAsync(ScoreTarget target, RowBlockReader blocks, FeatureLayout layout, long? bytes, CancellationToken cancellationToken)
    {
        using Stream? file = OpenOutput();
        using var errors = new ErrorReport(settings.Errors is { } path ? ScoreFiles.OpenOutput("--errors", path) : null);
        using RowWriter rows = _formats.CreateWriter();
        var writer = new BlockWriter(rows, file ?? terminal.Output, errors, settings.Keep);
        int parallel = settings.Parallel ?? Environment.ProcessorCount;
        var scorer = new BlockScorer(target.Pieces, layout, settings.PartitionBy is not null);
        var pipeline = new ScoringPipeline(blocks, scorer, writer, Math.Min(parallel, MostBlocksScored) + BlocksAhead);
        var progress = new ScoreProgress(terminal, bytes, isShown: terminal.ErrorIsTerminal && !(file is null && terminal.OutputIsTerminal));
        try
        {
            await progress.RunAsync(report => pipeline.RunAsync(() => report(writer.Rows + errors.Count, blocks.BytesRead), cancellationToken)).ConfigureAwait(false);
            target.AtEnd();
            if (!writer.HasHeader) await WriteHeaderAsync(writer, target.Client, layout.Schema, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error) when (file is null && ClosedPipe.Is(error))
        {
            // Whoever read the scores has seen enough.
        }
        finally
        {
            errors.Show(terminal.Error);
            Summarize(writer.Rows, errors.Count, progress);
        }

        return errors.Count > 0 ? ExitCode.RowsFailed : ExitCode.Ok;
    }

    private Stream? OpenOutput() => ScoreFiles.IsStandard(settings.Output) ? null : ScoreFiles.OpenOutput("--output", settings.Output);

    /// <summary>JSON lines without a line: not even the columns are known.</summary>
    private async Task<ExitCode> ScoreNothingAsync(IScoringClient client, ScoringSignature signature, CancellationToken cancellationToken)
    {
        using Stream? file = OpenOutput();
        using ErrorReport errors = new(settings.Errors is { } path ? ScoreFiles.OpenOutput("--errors", path) : null);
        using RowWriter rows = _formats.CreateWriter();
        var writer = new BlockWriter(rows, file ?? terminal.Output, errors, settings.Keep);
        await WriteHeaderAsync(writer, client, new RecordSchema([.. signature.Inputs.Select(NarrowestColumn)]), cancellationToken).ConfigureAwait(false);
        Summarize(0, 0, new ScoreProgress(terminal, 0, isShown: false));
        return ExitCode.Ok;
    }

    private static ColumnSchema NarrowestColumn(SignatureColumn input) =>
        new(input.Name, input.Type, input.Shape is { IsFixed: true } shape ? shape : RowShape.Scalar);

    /// <summary>The header where there is no answer to take it from: the model is asked with no row.</summary>
    private static async Task WriteHeaderAsync(BlockWriter writer, IScoringClient client, RecordSchema schema, CancellationToken cancellationToken)
    {
        using RecordBatch none = RecordBatch.Rent(schema, 0);
        using RecordBatch answer = await client.ScoreAsync(none, default, cancellationToken).ConfigureAwait(false);
        await writer.WriteHeaderAsync(answer.Schema, cancellationToken).ConfigureAwait(false);
    }

    private void Summarize(long scored, long failed, ScoreProgress progress)
    {
        long rows = scored + failed;
        string seconds = progress.Elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
        terminal.Error.WriteLine($"{ScoreProgress.Number(rows)} row{(rows == 1 ? "" : "s")}, {ScoreProgress.Number(failed)} failed, {seconds} s, {progress.Rate(rows)} rows/s");
    }
}
