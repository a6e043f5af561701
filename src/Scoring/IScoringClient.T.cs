namespace Scoring;

/// <summary>Scores rows of an application's own type.</summary>
/// <typeparam name="TRow">One event to score.</typeparam>
/// <typeparam name="TScore">What the model gives for one row.</typeparam>
/// <remarks>
/// <para><b>Threads.</b> All members may be called at any time from any thread.</para>
/// <para><b>Every row ends once.</b> With its score, with an error of its own, or with the cancellation of the call. A row that fails does not fail its
/// neighbours, unless the model itself refuses the whole request they were in and its bad rows are not looked for (<see cref="RowIsolationBuilderExtensions.UseRowIsolation"/>).</para>
/// <para>Disposing stops intake, waits for calls in flight (at most <see cref="ScoringClientOptions.ShutdownTimeout"/>), fails what is left with
/// <see cref="ScoringRejectedException"/>, and disposes the client underneath.</para>
/// </remarks>
public interface IScoringClient<TRow, TScore> : IAsyncDisposable
{
    /// <summary>Scores one row: it travels with the rows that others have submitted meanwhile.</summary>
    /// <param name="row">The row. Kept until the call has ended.</param>
    /// <param name="options">Partition, deadline and priority; <c>default</c> for none.</param>
    /// <param name="cancellationToken">Releases the caller within some milliseconds; a row that waits is not sent any more.</param>
    /// <returns>The score. Await it once: the object behind it is used again.</returns>
    /// <exception cref="ScoringRejectedException">The deadline passed, the queue is full and does not wait, or the client was disposed, before the row had a score.</exception>
    /// <exception cref="ScoringRefusedException">The model refused the row, or the request that it was in.</exception>
    /// <exception cref="ScoringNotIsolatedException">The model refused the request that the row was in, and the calls for finding its bad rows were spent.</exception>
    /// <exception cref="ScoringClientFailedException">The client is in its failed state.</exception>
    /// <exception cref="ScoringResponseException">What the model answered cannot be the score.</exception>
    /// <exception cref="ScoringModelException">The signature, read at the first call, cannot be used.</exception>
    /// <exception cref="ScoringBindingException">The row or the score does not fit the model.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed before the call.</exception>
    ValueTask<TScore> ScoreAsync(TRow row, RowOptions options = default, CancellationToken cancellationToken = default);

    /// <summary>Scores many rows: they are cut into requests that run on every lane at once.</summary>
    /// <param name="rows">The rows. Not read any more once the call has ended.</param>
    /// <param name="scores">Receives the score of row <c>i</c> at <c>i</c>; at least as long as <paramref name="rows"/>. Not written any more once the call has ended.</param>
    /// <param name="options">Partition, deadline and priority; <c>default</c> for none.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <exception cref="ArgumentException"><paramref name="scores"/> is shorter than <paramref name="rows"/>.</exception>
    /// <exception cref="ScoringRowsException">Some rows have no score: it lists each with its error, the deadline's among them. All other scores are written.</exception>
    /// <exception cref="ScoringBindingException">The rows or the scores do not fit the model; none was sent.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled. Some scores may be written.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed before the call.</exception>
    ValueTask ScoreAsync(ReadOnlyMemory<TRow> rows, Memory<TScore> scores, RowOptions options = default, CancellationToken cancellationToken = default);

    /// <summary>Reads the model's signature and checks the bindings against it now rather than at the first call.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ScoringBindingException">The rows or the scores do not fit the model.</exception>
    /// <exception cref="ScoringException">The signature cannot be had.</exception>
    ValueTask WarmUpAsync(CancellationToken cancellationToken = default);

    /// <summary>A service that this client or one it wraps offers; null when there is none.</summary>
    /// <param name="serviceType">The type asked for.</param>
    /// <param name="serviceKey">Tells several services of one type apart; null for the usual one.</param>
    object? GetService(Type serviceType, object? serviceKey = null);
}
