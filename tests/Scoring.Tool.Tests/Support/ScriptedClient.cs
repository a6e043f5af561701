using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Tool.Tests.Support;

/// <summary>A client that answers each number with itself, refuses some numbers, and notes what it was asked.</summary>
internal sealed class ScriptedClient(Func<float, bool>? refuses = null) : IScoringClient
{
    private static readonly RecordSchema s_answer = new(new ColumnSchema("Y", ElementType.Float32));
    private readonly Lock _lock = new();

    public List<(int Partition, float[] Rows)> Requests { get; } = [];

    public ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default) => new(new ScoringSignature
    {
        ModelName = "scripted",
        Inputs = [new SignatureColumn("X", ElementType.Float32, RowShape.Scalar)],
        Outputs = ImmutableArray.Create(new SignatureColumn("Y", ElementType.Float32, RowShape.Scalar)),
    });

    public async ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        float[] values = rows.GetColumn<float>(0).Values.ToArray();
        lock (_lock) Requests.Add((context.Partition, values));
        await Task.Yield();
        if (refuses is not null && values.Any(refuses)) throw new ScoringRefusedException("refused");
        RecordBatch answer = RecordBatch.Rent(s_answer, values.Length);
        values.CopyTo(answer.GetColumn<float>(0).Values);
        return answer;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public ValueTask DisposeAsync() => default;
}
