using System.Runtime.ExceptionServices;
using Scoring.Batching;
using Scoring.Records;

namespace Scoring.Isolation;

/// <summary>Finds the bad rows of one refused request by bisection.</summary>
/// <remarks>
/// Of the parts that hold a bad row the largest is halved first, so that as few rows as possible are left when the budget is spent. Where the first half of such a part is
/// fine, the second one holds the bad row, and is halved without being sent. A part of which one row is known, since it was sent alone, is split around that row: no row that
/// has its score is sent again. That, and everything else here, costs calls but no correctness where a model refuses at random:
/// only a row that was refused alone is said to be bad.
/// What is refused for its size is no search: it is halved until its parts are small enough, and that costs nothing of the budget.
/// </remarks>
internal sealed class BadRowSearch : IDisposable
{
    /// <summary>
    /// Where single rows are taken from the two halves, by the golden section: neither at the ends, which are more often peculiar than others, nor a round number of rows
    /// apart, as bad rows may come at intervals.
    /// </summary>
    private const double FirstSingle = 0.382, SecondSingle = 0.618;

    private readonly IScoringClient _client;
    private readonly RecordBatch _rows;
    private readonly ScoringContext _context;
    private readonly int _maxCalls;

    /// <summary>Calls beyond <see cref="_maxCalls"/>: the two for the halves of each part that was too large.</summary>
    private int _sizeCalls;

    /// <summary>Whether a single row was refused for its size: then smaller parts may not help, and what they cost counts.</summary>
    private bool _isRowTooLarge;

    /// <summary>The answer to the whole request.</summary>
    private readonly ScoringException _refusal;
    private readonly CancellationToken _cancellationToken;
    private readonly RowEnds _ends;

    /// <summary>Parts of more than one row that hold a bad one, the largest first and of these the foremost.</summary>
    private readonly PriorityQueue<(RowSpan Rows, bool IsTooLarge), (int, int)> _suspects = new();

    private int _calls;

    public BadRowSearch(
        IScoringClient client, RecordBatch rows, in ScoringContext context, int maxCalls, ScoringException refusal, CancellationToken cancellationToken)
    {
        (_client, _rows, _context, _maxCalls, _refusal, _cancellationToken) = (client, rows, context, maxCalls, refusal, cancellationToken);
        _ends = new RowEnds(rows.RowCount);
        if (Refusals.IsOfSize(refusal)) _sizeCalls = 2;
    }

    /// <summary>The response to the whole request.</summary>
    /// <exception cref="Exception">No row has a score; or the request is bad as a whole, or was cancelled.</exception>
    public async ValueTask<RecordBatch> RunAsync()
    {
        Exception? rest = null;
        try
        {
            if (await IsWholeRequestBadAsync().ConfigureAwait(false)) rest = _refusal;
            else await HalveAllAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (!_cancellationToken.IsCancellationRequested)
        {
            // The budget is spent, it is too late, or something happened that has nothing to do with the content of the rows. What is known by now stays.
            rest = error;
        }

        if (ReferenceEquals(rest, _refusal)) ExceptionDispatchInfo.Throw(_refusal);
        return _ends.ToResponse(rest);
    }

    public void Dispose() => _ends.Dispose();

    /// <summary>Halves the request, and looks at single rows where both halves are refused for the same reason. Of two rows each was refused by itself.</summary>
    private async ValueTask<bool> IsWholeRequestBadAsync()
    {
        var all = new RowSpan(0, _rows.RowCount);
        RowSpan first = all.FirstHalf, second = all.SecondHalf;
        if (await HalveAsync(all, Refusals.IsOfSize(_refusal)).ConfigureAwait(false) is not ({ } left, { } right)) return false;
        if (all.Count > 2 && Refusals.IsOfSize(left)) await RefuseOneAsync(first, FirstSingle, left).ConfigureAwait(false);
        if (all.Count == 2 || Refusals.IsOfSize(left) || !Refusals.AreAlike(left, first.Count, right, second.Count)) return false;
        return await RefuseOneAsync(first, FirstSingle, left).ConfigureAwait(false) is { } one
            && await RefuseOneAsync(second, SecondSingle, right).ConfigureAwait(false) is { } other
            && Refusals.AreAlike(one, 1, other, 1);
    }

    /// <summary>How a single row of a part that was refused is refused; null when it is not.</summary>
    private ValueTask<ScoringException?> RefuseOneAsync(RowSpan rows, double at, ScoringException refusal) =>
        rows.Count == 1 ? new ValueTask<ScoringException?>(refusal) : ScoreAsync(rows.Single(at));

    private async ValueTask HalveAllAsync()
    {
        while (_suspects.TryDequeue(out (RowSpan Rows, bool IsTooLarge) next, out _)) await HalveAsync(next.Rows, next.IsTooLarge).ConfigureAwait(false);
    }

    /// <summary>How the halves of a part were refused, where they were sent and refused.</summary>
    private ValueTask<(ScoringException? First, ScoringException? Second)> HalveAsync(RowSpan rows, bool isTooLarge)
    {
        int known = _ends.IndexOfKnown(rows);
        return known < 0
            ? SplitAsync(rows.FirstHalf, rows.SecondHalf, mayBothBeFine: isTooLarge)
            : SplitAsync(rows.Before(known), rows.After(known), mayBothBeFine: isTooLarge || _ends.IsBad(known));
    }

    private async ValueTask<(ScoringException? First, ScoringException? Second)> SplitAsync(RowSpan left, RowSpan right, bool mayBothBeFine)
    {
        ScoringException? first = await ScoreAsync(left).ConfigureAwait(false);
        if (first is null && !mayBothBeFine && right.Count > 1)
        {
            Suspect(right, isTooLarge: false);
            return default;
        }

        return (first, await ScoreAsync(right).ConfigureAwait(false));
    }

    /// <summary>Sends some rows: the refusal, or null when they have their scores.</summary>
    private async ValueTask<ScoringException?> ScoreAsync(RowSpan rows)
    {
        if (rows.Count == 0) return null;
        CheckMayCall();
        _calls++;
        try
        {
            using RecordBatch response = await _client.ScoreAsync(_rows.Slice(rows.Start, rows.Count), _context, _cancellationToken).ConfigureAwait(false);
            _ends.Add(rows, response);
            return null;
        }
        catch (ScoringException error) when (Refusals.IsOfContent(error))
        {
            OnRefused(rows, error);
            return error;
        }
    }

    private void OnRefused(RowSpan rows, ScoringException error)
    {
        bool isTooLarge = Refusals.IsOfSize(error);
        if (rows.Count > 1)
        {
            if (isTooLarge && !_isRowTooLarge) _sizeCalls += 2;
            Suspect(rows, isTooLarge);
            return;
        }

        _isRowTooLarge |= isTooLarge;
        _ends.Fail(rows.Start, error);
    }

    private void Suspect(RowSpan rows, bool isTooLarge) => _suspects.Enqueue((rows, isTooLarge), (-rows.Count, rows.Start));

    private void CheckMayCall()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_context.Deadline.HasExpired) throw Rejections.Expired(_context.Partition);
        if (_calls >= _maxCalls + _sizeCalls) throw NotIsolated();
    }

    private ScoringNotIsolatedException NotIsolated() => new(
        $"The row was in a request of {_rows.RowCount} rows that was refused, and was not isolated: the {_maxCalls} calls for finding bad rows are spent. " +
        $"Send it again with fewer rows, or raise {nameof(RowIsolationOptions)}.{nameof(RowIsolationOptions.MaxCalls)}. The refusal: {_refusal.Message}",
        _refusal)
    {
        Partition = _context.Partition,
        Rows = _rows.RowCount,
        Status = _refusal.Status,
        ResponseExcerpt = _refusal.ResponseExcerpt,
    };
}
