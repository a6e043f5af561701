using System.Globalization;
using Scoring.Bindings;
using Scoring.Bindings.Fluent;
using Scoring.Onnx.Tests.Support;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Golden;

/// <summary>A column of numbers or bools.</summary>
/// <param name="name">The input's or output's name.</param>
/// <param name="shape">The dimensions of one row.</param>
/// <param name="values">All rows' elements, row-major.</param>
/// <param name="terms">The size of the terms that a score is the sum of: where they cancel, the sum keeps their rounding. 0 for scores of the same arithmetic.</param>
internal sealed class TestColumn<T>(string name, RowShape shape, T[] values, double terms = 0) : TestColumn(name, shape)
    where T : unmanaged
{
    /// <summary>Floating scores have to agree to this part of their size; all other values exactly.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Rows as arrays, made when they are first asked for.</summary>
    private readonly T[]?[] _rows = new T[]?[values.Length / shape.ElementCount];

    public override int RowCount => values.Length / Shape.ElementCount;

    public override BindingColumn Binding => new(Name, Elements.TypeOf<T>(), Shape);

    public override ColumnSchema Schema => new(Name, Elements.TypeOf<T>(), Shape);

    public override void Fill(RecordBatch batch, int column, int start)
    {
        for (int row = 0; row < batch.RowCount; row++) values.AsSpan(IndexOf(start + row), Shape.ElementCount).CopyTo(batch.GetColumn<T>(column).GetRow(row));
    }

    public override object RowAt(int row) => Row(row);

    public override void Write(object row, ref RowWriter writer) => writer.Write<T>((T[])row);

    public override object Read(ref ScoreReader reader) => reader.ReadArray<T>();

    public override void AddTo(RowBindingBuilder<object[]> binding, int item)
    {
        if (Shape.ElementCount == 1) binding.Column(Name, (in object[] row) => ((T[])row[item])[0]);
        else binding.Column(Name, (in object[] row) => (T[])row[item], Shape);
    }

    public override void AddTo(ScoreBindingBuilder<object[]> binding, int item)
    {
        if (Shape.ElementCount == 1) binding.Output(Name, (ref object[] score, T value) => score[item] = new[] { value });
        else binding.Output(Name, (ref object[] score, T[] value) => score[item] = value);
    }

    public override RowScorer BuildArrays(IScoringClient leaf, ScoreBinding<object[]> scores) =>
        new RowScorer<T[]>(leaf, RowBinding.Array<T>(Shape.ElementCount), scores, Row);

    public override void AssertResponse(RecordBatch response, int start)
    {
        Column<T> column = response.GetColumn<T>(Name);
        for (int row = 0; row < response.RowCount; row++) AssertEqual(start + row, column.GetRow(row));
    }

    public override void AssertRow(int row, object actual) => AssertEqual(row, Assert.IsType<T[]>(actual));

    private T[] Row(int row) => _rows[row % RowCount] ??= values.AsSpan(IndexOf(row), Shape.ElementCount).ToArray();

    private void AssertEqual(int row, ReadOnlySpan<T> actual)
    {
        ReadOnlySpan<T> expected = values.AsSpan(IndexOf(row), Shape.ElementCount);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!AreEqual(expected[i], actual[i]))
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"'{Name}', row {row}, element {i}: expected {expected[i]}, actual {actual[i]}"));
        }
    }

    private bool AreEqual(T expected, T actual)
    {
        if (EqualityComparer<T>.Default.Equals(expected, actual)) return true;
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double)) return false;
        double a = Convert.ToDouble(expected, CultureInfo.InvariantCulture), b = Convert.ToDouble(actual, CultureInfo.InvariantCulture);
        return Math.Abs(a - b) <= Tolerance * Math.Max(terms, Math.Max(Math.Abs(a), Math.Abs(b)));
    }
}
