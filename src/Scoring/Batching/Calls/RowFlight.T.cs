using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Scoring.Records;

namespace Scoring.Batching.Calls;

/// <summary>A request of rows of an application's own type.</summary>
/// <remarks>
/// Rows that came together and fill the request alone are written from their caller's memory and their scores are read straight into it; others are copied
/// together first, which costs less than writing each by itself.
/// </remarks>
internal sealed class RowFlight<TRow, TScore>(Scheduler scheduler, IScoringClient client, BoundModel<TRow, TScore> model) : Flight(scheduler)
{
    private TRow[] _rows = [];
    private TScore[] _scores = [];

    /// <summary>The request, until its scores have been read.</summary>
    private RecordBatch _request;

    /// <summary>Rows in the request, at most those aboard.</summary>
    private int _sent;

    /// <summary>The call whose memory is used directly; null when rows were copied together.</summary>
    private ManyRowsCall<TRow, TScore>? _direct;

    /// <summary>Why a row has no score, where it has an error of its own; null when none has.</summary>
    private Exception?[]? _errors;

    /// <summary>The row in the request of each row aboard, −1 where it could not be written; null when all were.</summary>
    private int[]? _places;

    protected override bool HasSent => _sent > 0;

    protected override int UnwrittenRows => _places is null ? 0 : _places.Length - _sent;

    /// <summary>What became of a row that was copied.</summary>
    public bool TryGetScore(int at, [MaybeNullWhen(false)] out TScore score, [NotNullWhen(false)] out Exception? error)
    {
        error = ErrorOf(at);
        score = error is null ? _scores[at] : default;
        return error is null;
    }

    /// <summary>Why a row, by its number in the request's copies or in the slot that is written directly, has no score; null when it has one.</summary>
    public Exception? ErrorOf(int at) => _errors?[at] ?? (Error is null ? null : ErrorOf(Error, at));

    /// <summary>Whether all rows share their fate.</summary>
    public bool HasNoErrorsOfRows => _errors is null && Error is not ScoringRowsException;

    /// <summary>Copies the scores that there are of rows that were copied.</summary>
    public void CopyScores(in Slot slot, Span<TScore> scores)
    {
        if (Error is not null || !HasSent) return;
        ReadOnlySpan<TScore> all = _scores.AsSpan(slot.At, slot.Count);
        if (_errors is null)
        {
            all.CopyTo(scores);
            return;
        }

        for (int i = 0; i < all.Length; i++)
        {
            if (_errors[slot.At + i] is null) scores[i] = all[i];
        }
    }

    /// <summary>Whether the call whose memory is used directly knows what happened to its rows.</summary>
    public bool IsRecorded { get; private set; }

    /// <summary>Whether the rows of this call were not copied, so that their scores are where they belong already.</summary>
    public bool IsDirect(ManyRowsCall<TRow, TScore> call) => ReferenceEquals(_direct, call);

    protected override bool TrySend(in ScoringContext context, CancellationToken cancellationToken, out ValueTask<RecordBatch> answer)
    {
        _direct = SlotCount == 1 ? Slots[0].Rows as ManyRowsCall<TRow, TScore> : null;
        _request = RecordBatch.Rent(model.Rows.Schema, RowCount);
        _sent = _direct is null ? WriteCopies() : WriteDirect(_direct);
        answer = default;
        if (_sent == 0) return false;
        if (Scheduler.Settings.CountsBytes) Scheduler.OnBytesCounted(_request.Buffer.UsedBytes(0, _sent), _sent);
        answer = client.ScoreAsync(_request.Slice(0, _sent), context, cancellationToken);
        return true;
    }

    protected override void Read(RecordBatch response)
    {
        model.Scores.Check(response, _sent);
        if (_direct is null) ReadInto(response, Room(ref _scores, _places?.Length ?? _sent));
        else ReadDirect(response, _direct);
    }

    protected override void ClearRequest()
    {
        _request.Dispose();
        _request = default;
    }

    protected override void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TScore>() && _direct is null && _scores.Length > 0) _scores.AsSpan(0, Math.Min(RowCount, _scores.Length)).Clear();
        (_sent, _direct, _errors, _places, IsRecorded) = (0, null, null, null, false);
    }

    private Span<T> Room<T>(ref T[] array, int count)
    {
        if (array.Length < count) array = new T[LengthFor(count, array.Length)];
        return array.AsSpan(0, count);
    }

    /// <summary>A row's own error where each row of the request has one.</summary>
    private Exception ErrorOf(Exception error, int at) => error is ScoringRowsException rows && rows.Errors.Length == _sent ? rows.Errors[_places?[at] ?? at].Error : error;

    /// <summary>How many rows were written; the others have an error of their own.</summary>
    private int WriteDirect(ManyRowsCall<TRow, TScore> call)
    {
        if (!call.TryEnterRows()) return 0;
        try
        {
            return Write(call.Rows.Span.Slice(Slots[0].Start, RowCount));
        }
        finally
        {
            call.ExitRows();
        }
    }

    private int WriteCopies()
    {
        Span<TRow> rows = CopyRows(Room(ref _rows, RowCount));
        OnWritten();
        int written = Write(rows);
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TRow>()) rows.Clear();
        return written;
    }

    /// <summary>The rows that somebody still waits for.</summary>
    private Span<TRow> CopyRows(Span<TRow> rows)
    {
        int count = 0;
        foreach (ref Slot slot in Slots)
        {
            // Read once: a shutdown may take a row out, to end it, at any moment.
            PendingRows? pending = slot.Rows;
            bool isWanted = pending is not null;
            if (pending is OneRowCall<TRow, TScore> row) rows[count] = row.Row;
            else if (pending is ManyRowsCall<TRow, TScore> call) isWanted = call.TryCopyTo(rows[count..], slot.Start, slot.Count);
            slot.At = isWanted ? count : Slot.Nowhere;
            if (isWanted) count += slot.Count;
        }

        return rows[..count];
    }

    private int Write(ReadOnlySpan<TRow> rows) => TryWriteAll(rows) ? rows.Length : WriteOneByOne(rows);

    private bool TryWriteAll(ReadOnlySpan<TRow> rows)
    {
        int written;
        try
        {
            written = model.Rows.Encode(rows, _request);
        }
        catch (Exception)
        {
            // A row failed, by its own code or because it has too many values. All are written again, each by itself, so that only that row fails.
            return false;
        }

        model.Rows.CheckCount(written, rows.Length);
        return true;
    }

    private int WriteOneByOne(ReadOnlySpan<TRow> rows)
    {
        _errors = new Exception?[rows.Length];
        _places = new int[rows.Length];
        int written = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            _places[i] = -1;
            try
            {
                model.Rows.EncodeRow(in rows[i], _request, written);
                _places[i] = written++;
            }
            catch (Exception error)
            {
                _errors[i] = error;
            }
        }

        return written;
    }

    private void ReadDirect(RecordBatch response, ManyRowsCall<TRow, TScore> call)
    {
        if (!call.TryEnterRows()) return;
        try
        {
            ReadInto(response, call.Scores.Span.Slice(Slots[0].Start, RowCount));
            call.Record(this, in Slots[0]);
            IsRecorded = true;
        }
        finally
        {
            call.ExitRows();
        }
    }

    private void ReadInto(RecordBatch response, Span<TScore> scores)
    {
        if (_places is null && !response.HasRowErrors && TryReadAll(response, scores)) return;
        _errors ??= new Exception?[scores.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            int place = _places is null ? i : _places[i];
            if (place < 0) continue;
            _errors[i] = response.FindRowError(place);
            if (_errors[i] is not null) continue;
            try
            {
                scores[i] = model.Scores.DecodeRow(response, place);
            }
            catch (Exception error)
            {
                _errors[i] = error;
            }
        }
    }

    private bool TryReadAll(RecordBatch response, Span<TScore> scores)
    {
        int read;
        try
        {
            read = model.Scores.Decode(response, scores);
        }
        catch (Exception)
        {
            // As when writing: the scores are read again, each by itself.
            return false;
        }

        model.Scores.CheckCount(read, scores.Length);
        return true;
    }
}
