using Scoring.Records;

namespace Scoring;

/// <summary>Scores whole batches: one request in, one response out. A model or an endpoint (a leaf), or a stage around one.</summary>
/// <remarks>
/// <para>This is the lower of the two levels. An application that has rows uses <see cref="IScoringClient{TRow, TScore}"/>, made by <see cref="ScoringClientBuilder"/>.</para>
/// <para><b>Threads.</b> All members may be called at any time from any thread.</para>
/// <para><b>Ownership.</b> The caller owns the batch it passes and has it back when the call ends. The response belongs to the caller, who disposes it.
/// After a call that was cancelled the model may still read the batch for a while: dispose it rather than fill it again.
/// The outermost client owns the chain: disposing it disposes what it wraps.</para>
/// </remarks>
public interface IScoringClient : IAsyncDisposable
{
    /// <summary>What the model takes and gives, and how many requests it runs at once.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ScoringException">The description cannot be had.</exception>
    ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default);

    /// <summary>Scores a batch in one request.</summary>
    /// <param name="rows">The rows, borrowed until the call ends.</param>
    /// <param name="context">Partition, deadline and who learns of the attempts; <c>default</c> for none.</param>
    /// <param name="cancellationToken">Releases the caller at once; the request itself is given up as soon as nobody waits for any of its rows.</param>
    /// <returns>As many rows as were sent, in their order; those in <see cref="RecordBatch.RowErrors"/>, normally none, have no score. The caller disposes it.</returns>
    /// <exception cref="ScoringRejectedException">The deadline passed, or the client was disposed, before the rows were scored.</exception>
    /// <exception cref="ScoringRefusedException">The model refused these rows; other rows may be fine.</exception>
    /// <exception cref="ScoringRowsException">Bad rows were told apart, and no row has a score.</exception>
    /// <exception cref="ScoringResponseException">The model answered something that cannot be the scores of these rows.</exception>
    /// <exception cref="ScoringBindingException">The columns are not those that the model takes.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed before the call.</exception>
    ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default);

    /// <summary>A service that this client or one it wraps offers, such as itself by its own type; null when there is none.</summary>
    /// <param name="serviceType">The type asked for.</param>
    /// <param name="serviceKey">Tells several services of one type apart; null for the usual one.</param>
    object? GetService(Type serviceType, object? serviceKey = null);
}
