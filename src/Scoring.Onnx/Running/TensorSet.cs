using System.Text;
using Scoring.Onnx.Native;
using Scoring.Records;

namespace Scoring.Onnx.Running;

/// <summary>Native tensors over the columns of a batch. Kept on the pooled buffer from call to call, or by a lane for one run.</summary>
/// <remarks>A tensor over memory of ours neither copies nor frees it. The finalizer serves buffers that are dropped instead of returned.</remarks>
internal sealed unsafe class TensorSet(Ort ort, string? nullString) : IDisposable
{
    /// <summary>What null is sent as, encoded once; null where the options do not say.</summary>
    private readonly byte[]? _nullText = nullString is null ? null : Encoding.UTF8.GetBytes(nullString);

    private TensorLayout? _layout;
    private int _rows;

    /// <summary>Native tensors, in the layout's order; 0 where there is none.</summary>
    private nint[] _values = [];

    ~TensorSet() => Release();

    public ReadOnlySpan<nint> Values => _values;

    /// <summary>Whether the tensors are those of this native library; several may be loaded.</summary>
    public bool BelongsTo(Ort other) => ReferenceEquals(ort, other);

    /// <summary>Makes the tensors for these rows, unless those at hand are over the same memory in the same layout.</summary>
    public void Cover(TensorLayout layout, in RecordBatch batch, int rows, bool reusable)
    {
        if (reusable && ReferenceEquals(_layout, layout) && _rows == rows) return;
        Release();
        if (_values.Length != layout.Slots.Length) _values = new nint[layout.Slots.Length];
        for (int i = 0; i < _values.Length; i++) _values[i] = Create(layout.Slots[i], batch, rows);
        (_layout, _rows) = (layout, rows);
    }

    /// <summary>Releases the tensors; the set can be used again.</summary>
    public void Release()
    {
        _layout = null;
        foreach (ref nint value in _values.AsSpan())
        {
            if (value != 0) ort.Api.ReleaseValue(value);
            value = 0;
        }
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private nint Create(TensorSlot slot, RecordBatch batch, int rows)
    {
        Span<long> dimensions = stackalloc long[slot.Dimensions.Length];
        slot.Dimensions.CopyTo(dimensions);
        if (!dimensions.IsEmpty) dimensions[0] = rows;
        ColumnBuffer column = batch.ColumnAt(slot.Column);
        fixed (long* shape = dimensions)
        {
            return column is StringColumnBuffer strings
                ? CreateStrings(strings, batch.StartRow, rows, shape, dimensions.Length)
                : CreateOver(column, batch.StartRow, rows, slot.ElementType, shape, dimensions.Length);
        }
    }

    private nint CreateOver(ColumnBuffer column, int startRow, int rows, int elementType, long* shape, int rank)
    {
        nint value;
        var first = (byte*)column.Address + ((long)startRow * column.BytesPerRow);
        ort.Check(ort.Api.CreateTensorWithDataAsOrtValue(ort.CpuMemory, first, (nuint)((long)rows * column.BytesPerRow), shape, (nuint)rank, elementType, &value));
        return value;
    }

    private nint CreateStrings(StringColumnBuffer column, int startRow, int rows, long* shape, int rank)
    {
        nint value;
        ort.Check(ort.Api.CreateTensorAsOrtValue(ort.Allocator, shape, (nuint)rank, OrtElementType.String, &value));
        try
        {
            int first = startRow * column.ElementsPerRow;
            for (int i = 0; i < rows * column.ElementsPerRow; i++) Fill(value, i, column, first + i);
            return value;
        }
        catch
        {
            ort.Api.ReleaseValue(value);
            throw;
        }
    }

    private void Fill(nint tensor, int index, StringColumnBuffer column, int element)
    {
        // Where nothing is said, null was refused before the run.
        FillBytes(tensor, index, column.IsNull(element) ? _nullText : column.Get(element));
    }

    private void FillBytes(nint tensor, int index, ReadOnlySpan<byte> text)
    {
        byte* target;
        ort.Check(ort.Api.GetResizedStringTensorElementBuffer(tensor, (nuint)index, (nuint)text.Length, &target));
        if (!text.IsEmpty) text.CopyTo(new Span<byte>(target, text.Length));
    }
}
