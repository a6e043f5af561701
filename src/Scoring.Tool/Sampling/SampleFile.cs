using Scoring.Tool.Commands;
using Scoring.Tool.Endpoints;
using Scoring.Tool.Features;
using Scoring.Tool.Input;

namespace Scoring.Tool.Sampling;

/// <summary>Reads sample rows from the beginning of a file: as many as a block holds.</summary>
internal sealed class SampleFile
{
    public const string Option = "--sample";

    private readonly SampleSettings _settings;
    private readonly ScoreFormats _formats;

    /// <exception cref="UsageException">The file is not there, or its options contradict each other.</exception>
    public SampleFile(SampleSettings settings)
    {
        ScoreFiles.CheckInput(Option, settings.File);
        _settings = settings;
        _formats = new ScoreFormats(new ScoreSettings { Model = "", Input = settings.File, Format = settings.Format, Delimiter = settings.Delimiter, Comments = settings.Comments });
        Name = Path.GetFileName(settings.File);
    }

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; }

    /// <summary>The rows as a model takes them; the caller disposes them.</summary>
    /// <exception cref="UsageException">The columns do not fit the model, or there is no row that can be read.</exception>
    public Sample Read(ScoringSignature signature)
    {
        using RowReader reader = Open();
        FeatureLayout layout = new FeaturePlanner(signature, reader).Plan(_settings.Columns, keep: []);
        var blocks = new RowBlockReader(reader, layout, keep: [], partitionBy: null, layout.RowBytes);
        RowBlock block = blocks.CreateBlock();
        if (blocks.Fill(block) && block.Count > 0) return new Sample(Name, block);
        string reason = block.Failures.Count > 0 ? $": {block.Failures[0].Message}" : ": there is none below the header. Give some like those to come.";
        block.Clear();
        throw new UsageException($"{Option}: {Name} has no row that can be sent{reason}");
    }

    /// <summary>The signature of an endpoint that does not tell it: the file's columns.</summary>
    /// <param name="endpoint">What the signature is of.</param>
    /// <param name="sendsVectors">Whether a single column is a vector of one.</param>
    public ScoringSignature Guess(string endpoint, bool sendsVectors)
    {
        using RowReader reader = Open();
        return HeaderSignature.Create(endpoint, reader, _settings.Columns, keep: [], sendsVectors);
    }

    private RowReader Open()
    {
        RowReader reader = _formats.CreateReader(Option, Name, ScoreFiles.OpenInput(Option, _settings.File));
        if (reader.Columns.Count > 0) return reader;
        reader.Dispose();
        throw new UsageException($"{Option}: {Name} has no rows.");
    }
}
