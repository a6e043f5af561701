using Scoring.Records;

namespace Scoring.BenchmarkDotNet.Tests;

/// <summary>A model that answers each number with itself, two requests at once.</summary>
internal sealed class EchoClient : IScoringClient
{
    public static readonly RecordSchema Schema = new(new ColumnSchema("X", ElementType.Float32));

    public ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default) => new(new ScoringSignature
    {
        ModelName = "echo",
        Inputs = [new SignatureColumn("X", ElementType.Float32, RowShape.Scalar)],
        Outputs = [new SignatureColumn("X", ElementType.Float32, RowShape.Scalar)],
        MaxConcurrentRequests = 2,
    });

    public ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        RecordBatch scores = RecordBatch.Rent(Schema, rows.RowCount);
        rows.GetColumn<float>(0).Values.CopyTo(scores.GetColumn<float>(0).Values);
        return new ValueTask<RecordBatch>(scores);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public ValueTask DisposeAsync() => default;
}
