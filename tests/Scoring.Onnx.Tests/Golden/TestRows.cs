using Scoring.Records;

namespace Scoring.Onnx.Tests.Golden;

/// <summary>Known rows: what a model is given, and what it has to give for them.</summary>
internal sealed record TestRows(IReadOnlyList<TestColumn> Inputs, IReadOnlyList<TestColumn> Outputs)
{
    private readonly RecordSchema _schema = new([.. Inputs.Select(input => input.Schema)]);

    public int Count => Inputs[0].RowCount;

    public RecordBatch ToBatch(int start, int rows)
    {
        RecordBatch batch = RecordBatch.Rent(_schema, rows);
        for (int i = 0; i < Inputs.Count; i++) Inputs[i].Fill(batch, i, start);
        return batch;
    }

    public object[] RowAt(int row) => [.. Inputs.Select(input => input.RowAt(row))];

    public void AssertResponse(RecordBatch response, int start, int rows)
    {
        Assert.Equal(rows, response.RowCount);
        Assert.Equal(Outputs.Select(output => output.Name), response.Schema.Columns.Select(column => column.Name));
        foreach (TestColumn output in Outputs) output.AssertResponse(response, start);
    }

    public void AssertScores(object[][] scores, int start, int rows)
    {
        Assert.Equal(rows, scores.Length);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < Outputs.Count; i++) Outputs[i].AssertRow(start + row, scores[row][i]);
        }
    }
}
