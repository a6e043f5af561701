using Scoring.Bindings;
using Scoring.Bindings.Fluent;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Golden;

/// <summary>One column of known rows: what a model is given, or what it has to give.</summary>
/// <remarks>Rows repeat: row <c>i</c> is row <c>i % RowCount</c>, so that a few known rows make a batch of any size.</remarks>
internal abstract class TestColumn(string name, RowShape shape)
{
    public string Name => name;

    public RowShape Shape => shape;

    public abstract int RowCount { get; }

    /// <summary>How the column is named in a binding whose author knows all of it.</summary>
    public abstract BindingColumn Binding { get; }

    /// <summary>How the column is named in a batch.</summary>
    public abstract ColumnSchema Schema { get; }

    /// <summary>Fills all rows of a batch's column with those from <paramref name="start"/> on.</summary>
    public abstract void Fill(RecordBatch batch, int column, int start);

    /// <summary>The values of one row, as an array.</summary>
    public abstract object RowAt(int row);

    public abstract void Write(object row, ref RowWriter writer);

    public abstract object Read(ref ScoreReader reader);

    /// <summary>Adds a column that is read from that item of the row.</summary>
    public abstract void AddTo(RowBindingBuilder<object[]> binding, int item);

    /// <summary>Adds an output that is stored in that item of the score.</summary>
    public abstract void AddTo(ScoreBindingBuilder<object[]> binding, int item);

    /// <summary>Scores rows that are arrays, with the built-in binding for arrays.</summary>
    public abstract RowScorer BuildArrays(IScoringClient leaf, ScoreBinding<object[]> scores);

    /// <summary>Fails unless the response's rows are those from <paramref name="start"/> on.</summary>
    public abstract void AssertResponse(RecordBatch response, int start);

    /// <summary>Fails unless these values are those of a row.</summary>
    public abstract void AssertRow(int row, object actual);

    protected int IndexOf(int row) => row % RowCount * shape.ElementCount;
}
