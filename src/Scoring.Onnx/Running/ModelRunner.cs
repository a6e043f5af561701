using Scoring.Onnx.Native;
using Scoring.Records;

namespace Scoring.Onnx.Running;

/// <summary>Runs the model on one lane for one request: cut into the runs that the model can do, joined into one response.</summary>
/// <remarks>
/// Outputs of known shape are written straight into the response. What their shape is, is learned from a first run rather than believed from the file:
/// declared shapes can be wrong.
/// </remarks>
internal sealed class ModelRunner(Ort ort, ModelSpec model, string? nullString)
{
    private readonly OutputReader _reader = new(ort, model);
    private int _rowsPerRun = int.MaxValue;

    /// <summary>How responses are written straight by the model; null until learned, or when it cannot be done. Replaced as a whole.</summary>
    private DirectOutputs? _direct;

    /// <summary>Set for good when an output cannot be written straight, or turned out to have another shape than before.</summary>
    private bool _neverDirect;

    /// <summary>Most rows of a request that are run together.</summary>
    public int RowsPerRun
    {
        get => Volatile.Read(ref _rowsPerRun);
        set => Volatile.Write(ref _rowsPerRun, value);
    }

    public OutputReader Reader => _reader;

    /// <summary>Refuses null strings, unless the options say what they are sent as.</summary>
    /// <exception cref="ScoringRefusedException">A string is null.</exception>
    public void CheckStrings(InputPlan plan, RecordBatch rows, int? partition)
    {
        if (plan.Layout.HasStrings && nullString is null) NullStrings.Check(plan.Layout, rows, partition);
    }

    /// <exception cref="OrtException">The runtime failed.</exception>
    /// <exception cref="ScoringException">The outputs are not scores of these rows.</exception>
    public RecordBatch Run(Lane lane, InputPlan plan, in RecordBatch rows, int rowsPerRun)
    {
        if (_direct is not { } direct) return RunAndRead(lane, plan, rows, rowsPerRun);
        RecordBatch response = RecordBatch.Rent(direct.Schema, rows.RowCount);
        try
        {
            if (model.PadTo is null && rows.RowCount <= rowsPerRun) RunInto(lane, plan, in rows, direct, in response);
            else RunDirectInPieces(lane, plan, rows, rowsPerRun, direct, response);
            return response;
        }
        catch (Exception error)
        {
            response.Dispose();
            if (error is not OrtException { Code: OrtErrorCode.InvalidArgument }) throw;
        }

        // Either the rows are wrong, and this throws again, or an output has another shape this time.
        response = RunAndRead(lane, plan, rows, rowsPerRun);
        (_neverDirect, _direct) = (true, null);
        return response;
    }

    private void RunDirectInPieces(Lane lane, InputPlan plan, RecordBatch rows, int rowsPerRun, DirectOutputs direct, RecordBatch response)
    {
        for (int start = 0; start < rows.RowCount; start += rowsPerRun)
        {
            int count = Math.Min(rowsPerRun, rows.RowCount - start);
            if (model.PadTo is not { } size || size == count)
            {
                RunInto(lane, plan, rows.Slice(start, count), direct, response.Slice(start, count));
                continue;
            }

            using RecordBatch padded = Pad(plan, rows, start, count, size), scores = RecordBatch.Rent(direct.Schema, size);
            RunInto(lane, plan, padded, direct, scores);
            RowCopy.Copy(scores, 0, response, start, count);
        }
    }

    private RecordBatch RunAndRead(Lane lane, InputPlan plan, RecordBatch rows, int rowsPerRun)
    {
        RecordBatch response = default;
        try
        {
            for (int start = 0; start < rows.RowCount; start += Math.Min(rowsPerRun, rows.RowCount))
            {
                int count = Math.Min(rowsPerRun, rows.RowCount - start);
                bool pads = model.PadTo is { } size && size != count;
                using RecordBatch piece = pads ? Pad(plan, rows, start, count, model.PadTo!.Value) : rows.Slice(start, count);
                RunAndReadPiece(lane, plan, piece, ref response, (start, count, rows.RowCount));
            }

            LearnDirect(response.Schema);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private void RunAndReadPiece(Lane lane, InputPlan plan, RecordBatch piece, ref RecordBatch response, (int Start, int Count, int Total) rows)
    {
        lane.Outputs.AsSpan().Clear();
        try
        {
            RunInto(lane, plan, piece, direct: null, default);
            _reader.Read(lane.Outputs, piece.RowCount, ref response, rows);
        }
        finally
        {
            ReleaseOutputs(lane);
        }
    }

    /// <summary>One run of the model over exactly these rows.</summary>
    private void RunInto(Lane lane, InputPlan plan, in RecordBatch rows, DirectOutputs? direct, in RecordBatch response)
    {
        int count = rows.RowCount;
        TensorSet inputs = TakeTensors(in rows, plan.Layout, lane.ScratchInputs);
        try
        {
            inputs.Cover(plan.Layout, in rows, count, reusable: !ReferenceEquals(inputs, lane.ScratchInputs));
            inputs.Values.CopyTo(lane.Inputs);
            if (direct is not null)
            {
                TensorSet outputs = TensorsOf(in response, lane.ScratchOutputs);
                outputs.Cover(direct.Layout, in response, count, reusable: !ReferenceEquals(outputs, lane.ScratchOutputs));
                outputs.Values.CopyTo(lane.Outputs);
            }

            Call(lane, plan);
        }
        finally
        {
            if (ReferenceEquals(inputs, lane.ScratchInputs)) inputs.Release();
            else rows.Buffer.LeaveLeafState(inputs);
        }
    }

    private unsafe void Call(Lane lane, InputPlan plan)
    {
        if (lane.IsTerminated) throw new OrtException(OrtErrorCode.Fail, "The request was cancelled between two runs.");
        fixed (nint* names = plan.Names, inputs = lane.Inputs, outputNames = model.OutputNames, outputs = lane.Outputs)
        {
            ort.Check(ort.Api.Run(
                lane.Session.Pointer, lane.RunOptions.Pointer, (byte**)names, inputs, (nuint)plan.Names.Length, (byte**)outputNames, (nuint)model.OutputNames.Length, outputs));
        }
    }

    /// <summary>
    /// Tensors over a whole buffer stay with it from call to call; tensors over a slice, or of strings, serve one run. They are taken, since two calls may score
    /// the same rows at once.
    /// </summary>
    private TensorSet TakeTensors(in RecordBatch batch, TensorLayout layout, TensorSet scratch)
    {
        if (batch.StartRow != 0 || layout.HasStrings) return scratch;
        IDisposable? left = batch.Buffer.TakeLeafState();
        if (left is TensorSet set && set.BelongsTo(ort)) return set;
        left?.Dispose();
        return new TensorSet(ort, nullString);
    }

    /// <summary>The same for a response. Nobody else has it yet, so its tensors stay where they are; those of a slice are replaced by the next run's.</summary>
    private TensorSet TensorsOf(in RecordBatch response, TensorSet scratch)
    {
        if (response.StartRow != 0) return scratch;
        RecordBuffer buffer = response.Buffer;
        if (buffer.LeafState is TensorSet set && set.BelongsTo(ort)) return set;
        buffer.DropLeafState();
        set = new TensorSet(ort, nullString);
        buffer.LeaveLeafState(set);
        return set;
    }

    /// <summary>The rows with the last one repeated up to the fixed batch size.</summary>
    private static RecordBatch Pad(InputPlan plan, RecordBatch rows, int start, int count, int size)
    {
        RecordBatch padded = RecordBatch.Rent(plan.Schema, size);
        RowCopy.Copy(rows, start, padded, 0, count);
        for (int row = count; row < size; row++) RowCopy.Copy(rows, start + count - 1, padded, row, 1);
        return padded;
    }

    private void LearnDirect(RecordSchema schema)
    {
        if (_neverDirect || _direct is not null) return;
        _direct = DirectOutputs.TryCreate(model, schema);
        if (_direct is null) _neverDirect = true;
    }

    private void ReleaseOutputs(Lane lane)
    {
        foreach (ref nint value in lane.Outputs.AsSpan())
        {
            if (value == 0) continue;
            UnsafeRelease(value);
            value = 0;
        }
    }

    private unsafe void UnsafeRelease(nint value) => ort.Api.ReleaseValue(value);
}
