using Scoring.Records;

namespace Scoring.Fallback;

/// <summary>One request that may go to two clients. Whoever loses is cancelled, and what it answers all the same is disposed.</summary>
internal sealed class FallbackCall : IDisposable
{
    private readonly RecordBatch _rows;
    private readonly ScoringContext _context;
    private readonly AttemptGate? _attempts;

    /// <summary>Ends the first one's request; disposed with it, so that nothing of it hangs on the caller's token.</summary>
    private readonly CancellationTokenSource _first;

    /// <summary>Null until the other one is asked.</summary>
    private CancellationTokenSource? _other;

    private readonly CancellationToken _cancellationToken;

    public FallbackCall(RecordBatch rows, in ScoringContext context, CancellationToken cancellationToken)
    {
        _rows = rows;
        _attempts = context.Attempts is { } sink ? new AttemptGate(sink) : null;

        // A request that runs on this thread could not be overtaken; and what a losing one notes may be of another by then.
        _context = context with { RunInline = false, Attempts = _attempts, Record = null, Kept = null };
        _first = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _cancellationToken = cancellationToken;
    }

    public Task<RecordBatch> AskFirst(IScoringClient client) => Ask(client, _context, _first);

    /// <summary>The attempts of the other client say nothing of the first one.</summary>
    public Task<RecordBatch> AskOther(IScoringClient client)
    {
        _other = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken);
        return Ask(client, _context with { Attempts = null }, _other);
    }

    public void DropFirst(Task<RecordBatch> answer) => Drop(answer, _first);

    public void DropOther(Task<RecordBatch> answer) => Drop(answer, _other!);

    /// <summary>The request is answered.</summary>
    public void Dispose() => _attempts?.Close();

    private Task<RecordBatch> Ask(IScoringClient client, ScoringContext context, CancellationTokenSource cancellation)
    {
        // Whoever loses reads the rows until it is over, however soon their owner lets go of them.
        RecordBatch shared = _rows.Share();
        return AskAsync();

        async Task<RecordBatch> AskAsync()
        {
            using (cancellation)
            using (shared)
            {
                return await client.ScoreAsync(shared, context, cancellation.Token).ConfigureAwait(false);
            }
        }
    }

    private static void Drop(Task<RecordBatch> answer, CancellationTokenSource cancellation)
    {
        _ = DropAsync();

        async Task DropAsync()
        {
            try
            {
                await cancellation.CancelAsync().ConfigureAwait(false);
            }
            catch (Exception error) when (error is ObjectDisposedException or AggregateException)
            {
                // It has ended at this moment, or what it does about the cancellation failed.
            }

            try
            {
                (await answer.ConfigureAwait(false)).Dispose();
            }
            catch (Exception)
            {
                // It has lost: its error concerns nobody.
            }
        }
    }
}
