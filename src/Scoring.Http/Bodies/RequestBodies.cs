using Microsoft.Extensions.ObjectPool;
using Scoring.Http.Answers;
using Scoring.Records;

namespace Scoring.Http.Bodies;

/// <summary>Writes the bodies of a client's requests, into memory that serves again.</summary>
internal sealed class RequestBodies
{
    private readonly HttpScoringOptions _options;
    private readonly EndpointErrors _errors;
    private readonly BodyMeter _meter;
    private readonly DefaultObjectPool<ScoringRequestBody> _pool;

    public RequestBodies(HttpScoringOptions options, EndpointErrors errors, BodyMeter meter)
    {
        (_options, _errors, _meter) = (options, errors, meter);
        _pool = new DefaultObjectPool<ScoringRequestBody>(new Policy(this), HttpScoringClient.MaxRetained);
    }

    /// <summary>The body of a request: written once, however often it is sent, where somebody keeps it for the next attempt.</summary>
    public ScoringRequestBody GetOrWrite(ScoringCodec codec, RecordBatch rows, in ScoringContext context) =>
        context.Kept?.Find<ScoringRequestBody>(rows) ?? Write(codec, rows, in context);

    private ScoringRequestBody Write(ScoringCodec codec, RecordBatch rows, in ScoringContext context)
    {
        ScoringRequestBody body = _pool.Get();
        body.Begin();
        try
        {
            codec.Write(rows, body);
            BodyCompressor.Compress(body, _options.RequestCompression);
        }
        catch (Exception error)
        {
            body.Release();

            // Nothing was sent, but how many rows are too many is worth knowing.
            if (error is ScoringException refusal) context.Attempts?.OnAttempt(new ScoringAttempt(rows.RowCount, TimeSpan.Zero, Succeeded: false, refusal.Status));
            if (error is ArgumentException) throw _errors.NotWritten(error, new AttemptContext(context.Partition, rows.RowCount));
            throw;
        }

        _meter.Record(body.Length);
        context.Kept?.Keep(rows, body);
        return body;
    }

    private sealed class Policy(RequestBodies bodies) : IPooledObjectPolicy<ScoringRequestBody>
    {
        public ScoringRequestBody Create() => new(bodies._options.MaxRequestBytes, bodies._pool.Return);

        public bool Return(ScoringRequestBody body) => true;
    }
}
