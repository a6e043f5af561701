using System.Runtime.InteropServices;
using System.Text;
using Scoring.Onnx.Native;

namespace Scoring.Onnx.Running.Outputs;

/// <summary>Reads a tensor that the runtime made.</summary>
internal sealed unsafe class OutputTensor(Ort ort)
{
    /// <summary>Rank of the largest tensor that is read; ONNX models stay far below.</summary>
    public const int MaxRank = 16;

    /// <summary>The element type and the dimensions.</summary>
    public int ReadShape(nint value, Span<long> dimensions, out int rank)
    {
        nint info;
        int elementType;
        nuint count;
        ort.Check(ort.Api.GetTensorTypeAndShape(value, &info));
        try
        {
            ort.Check(ort.Api.GetTensorElementType(info, &elementType));
            ort.Check(ort.Api.GetDimensionsCount(info, &count));
            rank = (int)count;
            if (rank > dimensions.Length) throw new ScoringResponseException($"An output has {rank} dimensions; at most {dimensions.Length} can be read.");
            fixed (long* d = dimensions) ort.Check(ort.Api.GetDimensions(info, d, count));
            return elementType;
        }
        finally
        {
            ort.Api.ReleaseTensorTypeAndShapeInfo(info);
        }
    }

    /// <summary>The elements of a tensor of numbers, valid while the tensor is.</summary>
    public ReadOnlySpan<T> Read<T>(nint value, int count)
        where T : unmanaged
    {
        void* data;
        ort.Check(ort.Api.GetTensorMutableData(value, &data));
        return new ReadOnlySpan<T>(data, count);
    }

    /// <summary>Copies a tensor of numbers or strings into rows of a column.</summary>
    public void CopyTo(nint value, ColumnBuffer column, int row, int rows)
    {
        if (column is StringColumnBuffer strings) CopyStrings(value, strings, row * column.ElementsPerRow, rows * column.ElementsPerRow);
        else if (rows * column.BytesPerRow > 0) Read<byte>(value, rows * column.BytesPerRow).CopyTo(column.Elements(row, rows));
    }

    /// <summary>The strings of a tensor, as new ones.</summary>
    public string[] ReadStrings(nint value, int count)
    {
        var texts = new string[count];
        ReadUtf8(value, count, texts, static (texts, i, text) => texts[i] = Encoding.UTF8.GetString(text));
        return texts;
    }

    private void CopyStrings(nint value, StringColumnBuffer column, int first, int count)
    {
        // The column takes the first elements of the tensor; a padded run has more.
        ReadUtf8(value, count, (column, first), static (target, i, text) => text.CopyTo(target.column.Reserve(target.first + i, text.Length)));
    }

    private void ReadUtf8<TState>(nint value, int count, TState state, Utf8Action<TState> action)
    {
        Span<long> dimensions = stackalloc long[MaxRank];
        ReadShape(value, dimensions, out int rank);
        nuint total = 1, length;
        foreach (long dimension in dimensions[..rank]) total *= (nuint)dimension;
        if (total == 0) return;
        ort.Check(ort.Api.GetStringTensorDataLength(value, &length));
        var memory = (byte*)NativeMemory.Alloc(length + (total * (nuint)sizeof(nuint)) + 1);
        try
        {
            // One block of text and the start of each string; the last one ends with the block.
            var starts = (nuint*)memory;
            byte* text = memory + (total * (nuint)sizeof(nuint));
            ort.Check(ort.Api.GetStringTensorContent(value, text, length, starts, total));
            for (int i = 0; i < count; i++)
            {
                nuint end = (nuint)i + 1 < total ? starts[i + 1] : length;
                action(state, i, new ReadOnlySpan<byte>(text + starts[i], (int)(end - starts[i])));
            }
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    private delegate void Utf8Action<in TState>(TState state, int index, ReadOnlySpan<byte> text);
}
