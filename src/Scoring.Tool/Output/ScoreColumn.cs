using Scoring.Records;

namespace Scoring.Tool.Output;

/// <summary>Writes one element of one column of a response.</summary>
internal abstract class ScoreColumn
{
    public static ScoreColumn Create(int index, ElementType type, int element) => type switch
    {
        ElementType.Float32 => new NumberScore<float>(index, element, static (writer, value) => writer.Write(value)),
        ElementType.Float64 => new NumberScore<double>(index, element, static (writer, value) => writer.Write(value)),
        ElementType.Float16 => new NumberScore<Half>(index, element, static (writer, value) => writer.Write(value)),
        ElementType.Int8 => new NumberScore<sbyte>(index, element, static (writer, value) => writer.Write((long)value)),
        ElementType.Int16 => new NumberScore<short>(index, element, static (writer, value) => writer.Write((long)value)),
        ElementType.Int32 => new NumberScore<int>(index, element, static (writer, value) => writer.Write((long)value)),
        ElementType.Int64 => new NumberScore<long>(index, element, static (writer, value) => writer.Write(value)),
        ElementType.UInt8 => new NumberScore<byte>(index, element, static (writer, value) => writer.Write((long)value)),
        ElementType.UInt16 => new NumberScore<ushort>(index, element, static (writer, value) => writer.Write((long)value)),
        ElementType.UInt32 => new NumberScore<uint>(index, element, static (writer, value) => writer.Write((long)value)),
        ElementType.UInt64 => new NumberScore<ulong>(index, element, static (writer, value) => writer.Write(value)),
        ElementType.Boolean => new NumberScore<bool>(index, element, static (writer, value) => writer.Write(value)),
        _ => new TextScore(index, element),
    };

    /// <summary>Scores come from this response from now on.</summary>
    public abstract void Attach(RecordBatch response);

    public abstract void Write(int row, RowWriter writer);
}
