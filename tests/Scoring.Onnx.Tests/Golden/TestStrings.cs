using Scoring.Bindings;
using Scoring.Bindings.Fluent;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Golden;

/// <summary>A column of strings.</summary>
internal sealed class TestStrings(string name, RowShape shape, string[] values) : TestColumn(name, shape)
{
    public override int RowCount => values.Length / Shape.ElementCount;

    public override BindingColumn Binding => new(Name, ElementType.String, Shape);

    public override ColumnSchema Schema => new(Name, ElementType.String, Shape);

    public override void Fill(RecordBatch batch, int column, int start)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            foreach ((int i, string value) in Row(start + row).Index()) batch.GetStrings(column).Set(row, value, i);
        }
    }

    public override object RowAt(int row) => Row(row);

    public override void Write(object row, ref RowWriter writer)
    {
        foreach (string value in (string[])row) writer.Write(value);
    }

    public override object Read(ref ScoreReader reader)
    {
        var row = new string?[reader.Remaining];
        foreach (ref string? value in row.AsSpan()) value = reader.ReadString();
        return row;
    }

    public override void AddTo(RowBindingBuilder<object[]> binding, int item) => binding.Column(Name, (in object[] row) => ((string[])row[item])[0]);

    public override void AddTo(ScoreBindingBuilder<object[]> binding, int item) =>
        binding.Output(Name, (ref object[] score, string? value) => score[item] = new[] { value });

    public override RowScorer BuildArrays(IScoringClient leaf, ScoreBinding<object[]> scores) =>
        new RowScorer<string[]>(leaf, RowBinding.Default<string[]>(), scores, Row);

    public override void AssertResponse(RecordBatch response, int start)
    {
        StringColumn column = response.GetStrings(Name);
        for (int row = 0; row < response.RowCount; row++)
        {
            int current = row;
            AssertRow(start + row, Enumerable.Range(0, Shape.ElementCount).Select(i => column.GetString(current, i)).ToArray());
        }
    }

    public override void AssertRow(int row, object actual) => Assert.Equal(Row(row), Assert.IsType<string?[]>(actual));

    private string[] Row(int row) => values.AsSpan(IndexOf(row), Shape.ElementCount).ToArray();
}
