using Scoring.Records;

namespace Scoring.Tests.Fakes;

/// <summary>A leaf that does what a test says, and counts what it is asked.</summary>
internal sealed class ScriptedLeaf : IScoringClient
{
    private int _signatureCount;
    private int _scoreCount;
    private int _disposeCount;

    public int SignatureCount => Volatile.Read(ref _signatureCount);

    public int ScoreCount => Volatile.Read(ref _scoreCount);

    public int DisposeCount => Volatile.Read(ref _disposeCount);

    public Func<CancellationToken, ValueTask<ScoringSignature>> OnGetSignature { get; set; } = static _ => new(LongModel.Signature());

    public Func<RecordBatch, ScoringContext, CancellationToken, ValueTask<RecordBatch>> OnScore { get; set; } = static (rows, _, _) => new(LongModel.Score(rows));

    public Func<ValueTask> OnDispose { get; set; } = static () => ValueTask.CompletedTask;

    public Func<Type, object?, object?> OnGetService { get; set; } = static (_, _) => null;

    public ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _signatureCount);
        return OnGetSignature(cancellationToken);
    }

    public ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _scoreCount);
        return OnScore(rows, context, cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => OnGetService(serviceType, serviceKey);

    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _disposeCount);
        return OnDispose();
    }
}
