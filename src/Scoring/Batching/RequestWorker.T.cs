using System.Runtime.CompilerServices;
using Scoring.Bindings;
using Scoring.Records;

namespace Scoring.Batching;

/// <summary>Scores rows of one call, one request after another. A local model runs on the worker's own thread; an endpoint's answer resumes it.</summary>
internal sealed class RequestWorker<TRow, TScore> : IThreadPoolWorkItem
{
    private readonly ManyRowsCall<TRow, TScore> _call;
    private readonly Action _resume;
    private ConfiguredValueTaskAwaitable<RecordBatch>.ConfiguredValueTaskAwaiter _response;
    private RecordBatch _request;
    private RowRange _rows;

    /// <summary>Rows in the request, at most those taken.</summary>
    private int _sent;

    /// <summary>The index in the call of each row of the request, when some rows could not be written; null when all were.</summary>
    private int[]? _indexes;

    public RequestWorker(ManyRowsCall<TRow, TScore> call)
    {
        _call = call;
        _resume = Resume;
    }

    public void Execute() => Run();

    private void Resume()
    {
        Receive();
        Run();
    }

    private void Run()
    {
        while (_call.TryTake(out _rows))
        {
            if (!TrySend()) continue;
            if (TryWait()) return;
            Receive();
        }

        _call.OnWorkerLeft();
    }

    /// <summary>False when the rows have all ended already.</summary>
    private bool TrySend()
    {
        try
        {
            RowEncoder<TRow> encoder = _call.Model.Rows;
            _request = RecordBatch.Rent(encoder.Schema, _rows.Count);
            _sent = Encode(encoder);
            if (_sent > 0)
            {
                _response = AwaiterOf(_call.Send(_request.Slice(0, _sent)));
                return true;
            }
        }
        catch (Exception error)
        {
            RecordRequest(error);
        }

        End();
        return false;
    }

    /// <summary>True when the answer will resume this worker.</summary>
    private bool TryWait()
    {
        try
        {
            if (_response.IsCompleted) return false;
            _response.UnsafeOnCompleted(_resume);
            return true;
        }
        catch (Exception)
        {
            // A task that cannot be awaited, such as one that was before: receiving it says why, and only this request fails.
            return false;
        }
    }

    private static ConfiguredValueTaskAwaitable<RecordBatch>.ConfiguredValueTaskAwaiter AwaiterOf(ValueTask<RecordBatch> response) =>
        response.ConfigureAwait(false).GetAwaiter();

    /// <summary>How many rows were written; the others have ended with an error of their own.</summary>
    private int Encode(RowEncoder<TRow> encoder)
    {
        if (!_call.TryEnterRows()) return 0;
        try
        {
            return TryEncodeAll(encoder) ? _rows.Count : EncodeOneByOne(encoder);
        }
        finally
        {
            _call.ExitRows();
        }
    }

    private bool TryEncodeAll(RowEncoder<TRow> encoder)
    {
        int written;
        try
        {
            written = encoder.Encode(_call.Rows.Span.Slice(_rows.Start, _rows.Count), _request);
        }
        catch (Exception)
        {
            // A row failed, by its own code or because it has too many values. All are written again, each by itself, so that only that row fails.
            return false;
        }

        encoder.CheckCount(written, _rows.Count);
        return true;
    }

    private int EncodeOneByOne(RowEncoder<TRow> encoder)
    {
        ReadOnlySpan<TRow> rows = _call.Rows.Span.Slice(_rows.Start, _rows.Count);
        _indexes = new int[rows.Length];
        int written = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            try
            {
                encoder.EncodeRow(in rows[i], _request, written);
                _indexes[written++] = _rows.Start + i;
            }
            catch (Exception error)
            {
                _call.Record(new RowRange(_rows.Start + i, 1, error));
            }
        }

        return written;
    }

    private void Receive()
    {
        try
        {
            using RecordBatch response = _response.GetResult();
            Decode(response);
        }
        catch (Exception error)
        {
            RecordRequest(error);
        }
        finally
        {
            End();
        }
    }

    private void Decode(RecordBatch response)
    {
        if (!_call.TryEnterRows()) return;
        try
        {
            _call.Model.Scores.Check(response, _sent);
            if (_indexes is null && TryDecodeAll(response)) RecordRequest(error: null);
            else DecodeOneByOne(response);
        }
        finally
        {
            _call.ExitRows();
        }
    }

    private bool TryDecodeAll(RecordBatch response)
    {
        int read;
        try
        {
            read = _call.Model.Scores.Decode(response, _call.Scores.Span.Slice(_rows.Start, _rows.Count));
        }
        catch (Exception)
        {
            // As when writing: the scores are read again, each by itself.
            return false;
        }

        _call.Model.Scores.CheckCount(read, _rows.Count);
        return true;
    }

    private void DecodeOneByOne(RecordBatch response)
    {
        Span<TScore> scores = _call.Scores.Span;
        for (int i = 0; i < _sent; i++)
        {
            int index = _indexes is null ? _rows.Start + i : _indexes[i];
            Exception? error = null;
            try
            {
                scores[index] = _call.Model.Scores.DecodeRow(response, i);
            }
            catch (Exception failure)
            {
                error = failure;
            }

            _call.Record(new RowRange(index, 1, error));
        }
    }

    /// <summary>Ends the rows that were sent.</summary>
    private void RecordRequest(Exception? error)
    {
        if (_indexes is null)
        {
            _call.Record(_rows with { Error = error });
            return;
        }

        for (int i = 0; i < _sent; i++) _call.Record(new RowRange(_indexes[i], 1, error));
    }

    private void End()
    {
        _request.Dispose();
        _request = default;
        _response = default;
        _indexes = null;
    }
}
