using Scoring.Records;

namespace Scoring;

/// <summary>A stage: a client that wraps another one. By itself it passes everything on; derive from it and override what the stage is for.</summary>
/// <remarks>A stage sees whole requests, never rows one by one. It owns the client it wraps.</remarks>
public class DelegatingScoringClient : IScoringClient
{
    /// <summary>Wraps a client.</summary>
    /// <param name="innerClient">What this stage wraps, and disposes with itself.</param>
    protected DelegatingScoringClient(IScoringClient innerClient)
    {
        ArgumentNullException.ThrowIfNull(innerClient);
        InnerClient = innerClient;
    }

    /// <summary>The client that this stage wraps.</summary>
    protected IScoringClient InnerClient { get; }

    /// <inheritdoc/>
    public virtual ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default) => InnerClient.GetSignatureAsync(cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default) =>
        InnerClient.ScoreAsync(rows, context, cancellationToken);

    /// <inheritdoc/>
    public virtual object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : InnerClient.GetService(serviceType, serviceKey);
    }

    /// <summary>Disposes the wrapped client. A stage that overrides it calls this last.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return InnerClient.DisposeAsync();
    }
}
