using Scoring.Records;

namespace Scoring.Tests.Records.Model;

/// <summary>A batch and what it must show.</summary>
internal sealed record Holder(RecordBatch Batch, int RowCount, ModelColumn[] Columns, Claim Claim, bool IsBorrowed)
{
    public void CheckContents()
    {
        Assert.Equal(RowCount, Batch.RowCount);
        for (int column = 0; column < Columns.Length; column++) Columns[column].Check(Batch, column);
    }

    public void CheckStale()
    {
        Assert.Throws<ObjectDisposedException>(() => Batch.RowCount);
        Assert.Throws<ObjectDisposedException>(() => Batch.Slice(0, 0));
        Assert.Throws<ObjectDisposedException>(() => Batch.Share());
        Assert.Equal("RecordBatch (disposed)", Batch.ToString());
    }

    public Holder Part(RecordBatch batch, int start, int count, Claim claim, bool isBorrowed) =>
        new(batch, count, [.. Columns.Select(column => column.Part(start, count))], claim, isBorrowed);
}
