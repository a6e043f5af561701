using System.Buffers;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http.Answers;

/// <summary>Reads scores from JSON. Shapes that the signature does not know are learned from the first answer, and again when one differs.</summary>
internal sealed class JsonScores
{
    private readonly ScoringSignature _signature;
    private readonly JsonFrameReaderOptions _options;
    private readonly bool _isFixed;

    /// <summary>Null before the first answer where a shape is not known. Replaced by any thread.</summary>
    private JsonFrameReader? _reader;

    public JsonScores(ScoringSignature signature, JsonFrameReaderOptions options)
    {
        // HttpScoringOptions.MaxResponseBytes has bounded the answer before it comes here.
        (_signature, _options) = (signature, options with { MaxBytes = Array.MaxLength });
        _isFixed = signature.Outputs.All(static output => output.Shape is { IsFixed: true });
        if (_isFixed) _reader = new JsonFrameReader(new RecordSchema([.. signature.Outputs.Select(static output => new ColumnSchema(output.Name, output.Type, output.Shape!.Value))]), _options);
    }

    public RecordBatch Read(in ReadOnlySequence<byte> json, int rows)
    {
        RecordBatch scores = ReadRows(json, rows);
        for (int column = 0; column < scores.Schema.Columns.Length; column++)
        {
            if (rows > 0 && MissingScores.AreAll(scores, column)) Check(json, scores, column);
        }

        return scores;
    }

    /// <summary>Scores that are all missing may be so, or be none of this output: a record of which no key is known reads like one of which all is missing.</summary>
    private void Check(in ReadOnlySequence<byte> json, RecordBatch scores, int column)
    {
        string name = scores.Schema.Columns[column].Name;
        try
        {
            RecordSchema seen = JsonFrameReader.Infer(json, _options);
            if (seen.IndexOf(name) >= 0 || seen.Columns.All(static one => one.Name.All(char.IsAsciiDigit))) return;
            throw new ScoringResponseException($"Output '{name}' is in no row; there are {seen}.");
        }
        catch
        {
            scores.Dispose();
            throw;
        }
    }

    private RecordBatch ReadRows(in ReadOnlySequence<byte> json, int rows)
    {
        JsonFrameReader? reader = Volatile.Read(ref _reader);
        if (reader is null) return Learn(json).Read(json, rows);
        try
        {
            return reader.Read(json, rows);
        }
        catch (JsonFrameException error) when (error.Error == JsonFrameError.Mismatch && !_isFixed)
        {
            JsonFrameReader learned = Learn(json);
            if (learned.Schema.Equals(reader.Schema)) throw;
            return learned.Read(json, rows);
        }
    }

    private JsonFrameReader Learn(in ReadOnlySequence<byte> json)
    {
        RecordSchema seen = JsonFrameReader.Infer(json, _options);
        var columns = new ColumnSchema[_signature.Outputs.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            SignatureColumn output = _signature.Outputs[i];
            columns[i] = new ColumnSchema(output.Name, output.Type, ShapeOf(output, i, seen));
        }

        var reader = new JsonFrameReader(new RecordSchema(columns), _options);
        Volatile.Write(ref _reader, reader);
        return reader;
    }

    /// <summary>By name; where the answer has as many columns as there are outputs, by position too.</summary>
    private RowShape ShapeOf(SignatureColumn output, int position, RecordSchema seen)
    {
        if (output.Shape is { IsFixed: true } known) return known;
        int index = seen.IndexOf(output.Name);
        if (index < 0 && seen.Columns.Length == _signature.Outputs.Length) index = position;
        return index < 0 ? [] : seen.Columns[index].Shape;
    }
}
