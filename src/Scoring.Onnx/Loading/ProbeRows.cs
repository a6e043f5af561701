using System.Globalization;
using Scoring.Records;

namespace Scoring.Onnx.Loading;

/// <summary>Makes two different rows to try a model with: small values that most models accept, the same each time.</summary>
internal static class ProbeRows
{
    private const int Seed = 20160101;

    public static RecordBatch Create(RecordSchema schema)
    {
        RecordBatch rows = RecordBatch.Rent(schema, 2);
        var random = new Random(Seed);
        for (int i = 0; i < schema.Columns.Length; i++) Fill(rows, i, random);
        return rows;
    }

    private static void Fill(RecordBatch rows, int column, Random random)
    {
        switch (rows.Schema.Columns[column].Type)
        {
            case ElementType.Float32: Fill(rows.GetColumn<float>(column), () => random.NextSingle()); break;
            case ElementType.Float64: Fill(rows.GetColumn<double>(column), random.NextDouble); break;
            case ElementType.Float16: Fill(rows.GetColumn<Half>(column), () => (Half)random.NextSingle()); break;
            case ElementType.String: FillStrings(rows.GetStrings(column)); break;
            default: FillIntegers(rows.ColumnAt(column)); break;
        }
    }

    private static void Fill<T>(Column<T> column, Func<T> next)
        where T : unmanaged
    {
        foreach (ref T value in column.Values) value = next();
    }

    /// <summary>Numbers as text: many string models parse them, and others take any text.</summary>
    private static void FillStrings(StringColumn column)
    {
        for (int row = 0; row < column.RowCount; row++)
        {
            for (int i = 0; i < column.Schema.Shape.ElementCount; i++) column.Set(row, (row + 1).ToString(CultureInfo.InvariantCulture), i);
        }
    }

    /// <summary>0 in the first row and 1 in the second: valid as an index, a category and a bool.</summary>
    private static void FillIntegers(ColumnBuffer column)
    {
        column.Elements(0, 1).Clear();
        Span<byte> second = column.Elements(1, 1);
        second.Clear();
        int size = ElementTypes.SizeOf(column.Type);
        for (int i = 0; i < second.Length; i += size) second[BitConverter.IsLittleEndian ? i : i + size - 1] = 1;
    }
}
