using Scoring.Records;

namespace Scoring.Tests.Records.Model;

internal sealed class FixedModelColumn<T>(ElementCase<T> element, T[][] rows) : ModelColumn
    where T : unmanaged
{
    private static readonly T? s_missing = default(T) switch
    {
        float => (T)(object)float.NaN,
        double => (T)(object)double.NaN,
        Half => (T)(object)Half.NaN,
        _ => null,
    };

    public override void Start(RecordBatch batch, int column)
    {
        batch.GetColumn<T>(column).Values.Fill(element.ValueAt(column));
        foreach (T[] row in rows) Array.Fill(row, element.ValueAt(column));
    }

    public override void Write(RecordBatch batch, int column, int row, int seed)
    {
        Column<T> target = batch.GetColumn<T>(column);
        int at = rows[row].Length == 0 ? -1 : (int)((uint)seed % (uint)rows[row].Length);
        switch (seed % 4)
        {
            case 0 when s_missing is { } missing:
                target.SetMissing(row);
                Array.Fill(rows[row], missing);
                break;
            case 1 when rows[row].Length == 1:
                target[row] = rows[row][0] = element.ValueAt(seed);
                break;
            case 2 when at >= 0:
                target.Values[(row * rows[row].Length) + at] = rows[row][at] = element.ValueAt(seed);
                break;
            default:
                for (int i = 0; i < rows[row].Length; i++) target.GetRow(row)[i] = rows[row][i] = element.ValueAt(seed + i);
                break;
        }
    }

    public override void Check(RecordBatch batch, int column)
    {
        Assert.Equal(Memory.Bytes(rows.SelectMany(static row => row).ToArray()), Memory.Bytes(batch.GetColumn<T>(column).Values));
        for (int row = 0; row < rows.Length; row++) Assert.Equal(Memory.Bytes(rows[row]), Memory.Bytes(batch.GetColumn<T>(column).GetRow(row)));
    }

    public override ModelColumn Part(int start, int count) => new FixedModelColumn<T>(element, rows[start..(start + count)]);
}
