using System.Buffers;
using Scoring.Http;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Tool.Endpoints;

/// <summary>Writes as another codec does, and reads answers with the columns that the first one had.</summary>
internal sealed class LearningCodec(ScoringCodec inner) : ScoringCodec
{
    /// <summary>What scores without a name are called.</summary>
    public const string Score = "score";

    /// <summary>Null before the first answer. Of two that come at once one is used.</summary>
    private JsonFrameReader? _reader;

    public override void Write(RecordBatch rows, ScoringRequestBody body) => inner.Write(rows, body);

    public override RecordBatch Read(in ScoringAnswer answer, int rows)
    {
        ReadOnlySequence<byte> json = answer.Body;
        if (Volatile.Read(ref _reader) is { } known) return known.Read(json, rows);
        var reader = new JsonFrameReader(SchemaOf(json));
        RecordBatch scores = reader.Read(json, rows);
        Interlocked.CompareExchange(ref _reader, reader, null);
        return scores;
    }

    /// <summary>Whole numbers may be followed by others: that they are whole is not learned.</summary>
    private static RecordSchema SchemaOf(in ReadOnlySequence<byte> json)
    {
        RecordSchema seen = JsonFrameReader.Infer(json);
        bool isUnnamed = seen.Columns is [var only] && only.Name.All(char.IsAsciiDigit);
        return new RecordSchema([.. seen.Columns.Select(column => new ColumnSchema(isUnnamed ? Score : column.Name, Widen(column.Type), column.Shape))]);
    }

    private static ElementType Widen(ElementType type) => type is ElementType.String or ElementType.Boolean ? type : ElementType.Float64;
}
