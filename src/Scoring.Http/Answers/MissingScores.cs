using Scoring.Records;

namespace Scoring.Http.Answers;

/// <summary>Finds outputs of which every row is missing.</summary>
internal static class MissingScores
{
    /// <summary>Mostly one look at the first value.</summary>
    public static bool AreAll(RecordBatch scores, int column) => scores.Schema.Columns[column].Type switch
    {
        ElementType.Float32 => AreNaN(scores.GetColumn<float>(column).Values),
        ElementType.Float64 => AreNaN(scores.GetColumn<double>(column).Values),
        ElementType.Float16 => AreNaN(scores.GetColumn<Half>(column).Values),
        ElementType.String => AreNull(scores.GetStrings(column)),
        _ => false,
    };

    private static bool AreNaN<T>(ReadOnlySpan<T> values)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        foreach (T value in values)
        {
            if (!T.IsNaN(value)) return false;
        }

        return true;
    }

    private static bool AreNull(StringColumn strings)
    {
        int perRow = strings.Schema.Shape.ElementCount;
        for (int i = 0; i < strings.RowCount * perRow; i++)
        {
            if (!strings.IsNull(i / perRow, i % perRow)) return false;
        }

        return true;
    }
}
