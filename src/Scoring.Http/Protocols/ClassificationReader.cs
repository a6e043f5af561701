using System.Buffers;
using System.Text.Json;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>Reads labels with their scores, as TensorFlow Serving answers <c>:classify</c>: a list of pairs for each row.</summary>
/// <remarks>An output of strings has the labels, a floating one the scores, both in the order of the pairs. The key is <c>results</c>, in the documentation <c>result</c>.</remarks>
internal sealed class ClassificationReader
{
    private readonly SignatureColumn? _labels, _scores;
    private readonly ScoringSignature _signature;

    /// <exception cref="ScoringBindingException">The signature has outputs that are neither labels nor scores.</exception>
    public ClassificationReader(ScoringSignature signature)
    {
        _signature = signature;
        foreach (SignatureColumn output in signature.Outputs)
        {
            if (output.Type == ElementType.String && _labels is null) _labels = output;
            else if (output.Type is ElementType.Float32 or ElementType.Float64 && _scores is null) _scores = output;
            else throw new ScoringBindingException($"Endpoint '{signature.ModelName}' gives labels and their scores, and the signature has output {output}; give it one output of strings, one of Float32 or Float64, or both.");
        }
    }

    /// <exception cref="ScoringException">The answer has no such rows.</exception>
    public RecordBatch Read(in ReadOnlySequence<byte> json, int rows)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!FindRows(ref reader)) throw Missing(json);
            RecordBatch batch = RecordBatch.Rent(SchemaFor(CountFirst(reader)), rows);
            try
            {
                Read(ref reader, batch);
                return batch;
            }
            catch
            {
                batch.Dispose();
                throw;
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new ScoringResponseException($"It is no list of labels and scores: {error.Message}", error);
        }
    }

    /// <summary>Goes to the beginning of the rows.</summary>
    private static bool FindRows(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isResult = reader.ValueTextEquals("results"u8) || reader.ValueTextEquals("result"u8);
            reader.Read();
            if (isResult && reader.TokenType == JsonTokenType.StartArray) return true;
            reader.Skip();
        }

        return false;
    }

    /// <summary>What is there instead may be an error of the server, which the reader of frames knows.</summary>
    private static ScoringResponseException Missing(in ReadOnlySequence<byte> json)
    {
        RecordSchema seen = JsonFrameReader.Infer(json);
        return new ScoringResponseException($"It has no 'results'; there are {seen}.");
    }

    /// <summary>How many pairs the first row has.</summary>
    private static int CountFirst(Utf8JsonReader reader)
    {
        int count = 0;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) return 0;
        for (; reader.Read() && reader.TokenType == JsonTokenType.StartArray; count++) reader.Skip();
        return count;
    }

    private RecordSchema SchemaFor(int pairs) => new([.. _signature.Outputs.Select(output => new ColumnSchema(output.Name, output.Type, output.Shape is { Rank: 0 } ? [] : RowShape.Create(pairs)))]);

    private void Read(ref Utf8JsonReader reader, RecordBatch batch)
    {
        int row = 0, most = batch.RowCount;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            if (row >= most) throw new ScoringResponseException($"It has more than {most} rows.");
            ReadRow(ref reader, batch, row++);
        }

        if (row < most) throw new ScoringResponseException($"Expected {most} rows, found {row}.");
    }

    private void ReadRow(ref Utf8JsonReader reader, RecordBatch batch, int row)
    {
        int pairs = batch.Schema.Columns[0].Shape.ElementCount, pair = 0;
        for (; reader.Read() && reader.TokenType == JsonTokenType.StartArray; pair++)
        {
            if (pair >= pairs) throw new ScoringResponseException($"Row {row} has more than {pairs} labels.");
            reader.Read();
            if (_labels is not null) SetLabel(batch.GetStrings(_labels.Name), ref reader, row, pair);
            reader.Read();
            if (_scores is not null) SetScore(batch, ref reader, (row * pairs) + pair);
            if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray) throw new ScoringResponseException($"Row {row} has something else than pairs of a label and a score.");
        }

        if (pair < pairs) throw new ScoringResponseException($"Row {row} has {pair} labels, expected {pairs}.");
    }

    private static void SetLabel(StringColumn labels, ref Utf8JsonReader reader, int row, int pair)
    {
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && !reader.HasValueSequence) labels.SetUtf8(row, reader.ValueSpan, pair);
        else labels.Set(row, reader.GetString(), pair);
    }

    private void SetScore(RecordBatch batch, ref Utf8JsonReader reader, int element)
    {
        if (_scores!.Type == ElementType.Float32) batch.GetColumn<float>(_scores.Name).Values[element] = reader.GetSingle();
        else batch.GetColumn<double>(_scores.Name).Values[element] = reader.GetDouble();
    }
}
