using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Scoring.Records;

namespace Scoring.Switching;

/// <summary>Compares two answers to the same rows, value by value.</summary>
internal sealed class ScoreComparer(ModelTolerance tolerance)
{
    private const int MostListed = 20;

    private readonly ImmutableArray<ScoreDifference>.Builder _differences = ImmutableArray.CreateBuilder<ScoreDifference>();
    private readonly HashSet<int> _rows = [];
    private double _largest;

    /// <exception cref="ScoringModelException">They have not the same columns.</exception>
    public ModelComparison Compare(RecordBatch production, RecordBatch staging, string productionVersion, string stagingVersion)
    {
        if (production.RowCount != staging.RowCount || !production.Schema.Equals(staging.Schema))
            throw new ScoringModelException($"The staged model {stagingVersion} answers {staging}, the one in production, {productionVersion}, answers {production}. Both must give the same columns.");
        for (int column = 0; column < production.Schema.Columns.Length; column++) CompareColumn(production, staging, column);
        return new ModelComparison
        {
            Production = productionVersion,
            Staging = stagingVersion,
            Rows = production.RowCount,
            DifferentRows = _rows.Count,
            LargestDifference = _largest,
            Differences = _differences.ToImmutable(),
            Tolerance = tolerance,
        };
    }

    private void CompareColumn(RecordBatch production, RecordBatch staging, int column)
    {
        switch (production.Schema.Columns[column].Type)
        {
            case ElementType.Float32: CompareNumbers<float>(production, staging, column); break;
            case ElementType.Float64: CompareNumbers<double>(production, staging, column); break;
            case ElementType.Float16: CompareNumbers<Half>(production, staging, column); break;
            case ElementType.Int8: CompareNumbers<sbyte>(production, staging, column); break;
            case ElementType.Int16: CompareNumbers<short>(production, staging, column); break;
            case ElementType.Int32: CompareNumbers<int>(production, staging, column); break;
            case ElementType.Int64: CompareNumbers<long>(production, staging, column); break;
            case ElementType.UInt8: CompareNumbers<byte>(production, staging, column); break;
            case ElementType.UInt16: CompareNumbers<ushort>(production, staging, column); break;
            case ElementType.UInt32: CompareNumbers<uint>(production, staging, column); break;
            case ElementType.UInt64: CompareNumbers<ulong>(production, staging, column); break;
            case ElementType.Boolean: CompareFlags(production, staging, column); break;
            default: CompareTexts(production, staging, column); break;
        }
    }

    private void CompareNumbers<T>(RecordBatch production, RecordBatch staging, int column)
        where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> left = production.GetColumn<T>(column).Values, right = staging.GetColumn<T>(column).Values;
        int width = WidthOf(left.Length, production);
        for (int i = 0; i < left.Length; i++)
        {
            double one = double.CreateChecked(left[i]), other = double.CreateChecked(right[i]);
            if (!one.Equals(other)) _largest = Math.Max(_largest, double.IsNaN(one - other) ? double.PositiveInfinity : Math.Abs(one - other));
            if (!tolerance.AreAlike(one, other)) Add(i / width, production, column, Text(left[i]), Text(right[i]));
        }
    }

    private void CompareFlags(RecordBatch production, RecordBatch staging, int column)
    {
        ReadOnlySpan<bool> left = production.GetColumn<bool>(column).Values, right = staging.GetColumn<bool>(column).Values;
        int width = WidthOf(left.Length, production);
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i]) Add(i / width, production, column, left[i].ToString(), right[i].ToString());
        }
    }

    private void CompareTexts(RecordBatch production, RecordBatch staging, int column)
    {
        StringColumn left = production.GetStrings(column), right = staging.GetStrings(column);
        int width = production.Schema.Columns[column].Shape.ElementCount;
        for (int row = 0; row < production.RowCount; row++)
        {
            for (int element = 0; element < width; element++)
            {
                string? one = left.GetString(row, element), other = right.GetString(row, element);
                if (one != other) Add(row, production, column, one ?? "null", other ?? "null");
            }
        }
    }

    private void Add(int row, RecordBatch batch, int column, string production, string staging)
    {
        _rows.Add(row);
        if (_differences.Count < MostListed) _differences.Add(new ScoreDifference(row, batch.Schema.Columns[column].Name, production, staging));
    }

    private static int WidthOf(int values, RecordBatch batch) => Math.Max(1, values / Math.Max(1, batch.RowCount));

    private static string Text<T>(T value)
        where T : INumber<T> => value.ToString(null, CultureInfo.InvariantCulture);
}
