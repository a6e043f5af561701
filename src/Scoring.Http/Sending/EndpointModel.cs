using System.Collections.Concurrent;
using Scoring.Records;

namespace Scoring.Http.Sending;

/// <summary>An endpoint whose signature is known, with what writes and reads batches for it.</summary>
internal sealed class EndpointModel
{
    /// <summary>Enough for the columns that an application really sends; others get codecs that are not kept.</summary>
    private const int MaxCodecs = 64;

    private readonly ConcurrentDictionary<RecordSchema, ScoringCodec> _codecs = new();

    /// <summary>Made when it is first needed; of two that are made at once one is used.</summary>
    private RecordSchema? _noRows;

    public EndpointModel(Uri endpoint, ScoringSignature signature, ScoringProtocol protocol)
    {
        (Signature, Protocol, ScoreUri) = (signature, protocol, protocol.GetScoreUri(endpoint));
        Headers = [.. protocol.Headers];
    }

    public ScoringSignature Signature { get; }

    public ScoringProtocol Protocol { get; }

    public Uri ScoreUri { get; }

    public KeyValuePair<string, string>[] Headers { get; }

    /// <summary>What writes and reads batches with these columns.</summary>
    /// <exception cref="ScoringBindingException">They are not those that the endpoint takes.</exception>
    public ScoringCodec CodecFor(RecordSchema rows)
    {
        if (_codecs.TryGetValue(rows, out ScoringCodec? codec)) return codec;
        InputCheck.Check(Signature, Protocol, rows);
        codec = Protocol.CreateCodec(Signature, rows);
        return _codecs.Count < MaxCodecs ? _codecs.GetOrAdd(rows, codec) : codec;
    }

    /// <summary>The answer to no rows. Dimensions that are not known are 0 there.</summary>
    public RecordBatch Empty()
    {
        _noRows ??= new RecordSchema([.. Signature.Outputs.Select(static output => new ColumnSchema(output.Name, output.Type, Fix(output.Shape ?? [])))]);
        return RecordBatch.Rent(_noRows, 0);
    }

    private static RowShape Fix(RowShape shape) => RowShape.Create([.. shape.Dimensions.ToArray().Select(static dimension => Math.Max(0, dimension))]);
}
