using Scoring.Records;

namespace Scoring.Tests.Records;

public class RecordBatchRowErrorTests
{
    private static readonly RecordSchema s_schema = new(new ColumnSchema("x", ElementType.Int32));

    [Fact]
    public void Batch_has_no_errors_unless_told()
    {
        using RecordBatch batch = RecordBatch.Rent(s_schema, 3);

        Assert.Empty(batch.RowErrors);
        Assert.False(batch.HasRowErrors);
        Assert.Null(batch.FindRowError(1));
    }

    [Fact]
    public void Slices_and_shares_have_the_errors_of_their_rows() => Properties.Check<(bool[] IsBad, byte Start, byte Count)>(static input =>
    {
        Exception?[] expected = [.. input.IsBad.Select(static (isBad, row) => isBad ? new InvalidDataException($"{row}") : null)];
        using RecordBatch batch = RecordBatch.Rent(s_schema, expected.Length);
        batch.SetRowErrors([.. expected.Index().Where(static row => row.Item is not null).Select(static row => new RowError(row.Index, row.Item!))]);
        int start = input.Start % (expected.Length + 1), count = input.Count % (expected.Length - start + 1);
        using RecordBatch share = batch.Share(start, count);

        Check(batch, expected);
        Check(share, expected.AsSpan(start, count));
        Check(batch.Slice(start, count), expected.AsSpan(start, count));
        Check(share.Slice(count / 2, count - (count / 2)), expected.AsSpan(start + (count / 2), count - (count / 2)));
    });

    [Fact]
    public void Share_keeps_the_errors_when_the_batch_is_gone()
    {
        RecordBatch batch = RecordBatch.Rent(s_schema, 4);
        var error = new InvalidDataException();
        batch.SetRowErrors([new RowError(2, error)]);
        using RecordBatch share = batch.Share(1, 3);
        batch.Dispose();

        Assert.Equal([new RowError(1, error)], share.RowErrors);
        Assert.Throws<ObjectDisposedException>(() => batch.RowErrors);
    }

    [Fact]
    public void Next_use_of_the_memory_has_no_errors()
    {
        RecordBatch batch = RecordBatch.Rent(s_schema, 4);
        RecordBuffer buffer = batch.Buffer;
        batch.SetRowErrors([new RowError(2, new InvalidDataException())]);
        RecordBatch share = batch.Share();
        batch.Dispose();
        Assert.NotNull(buffer.RowErrors);
        share.Dispose();

        Assert.Null(buffer.RowErrors);
    }

    private static void Check(RecordBatch batch, ReadOnlySpan<Exception?> expected)
    {
        var errors = new List<RowError>();
        for (int row = 0; row < expected.Length; row++)
        {
            Assert.Same(expected[row], batch.FindRowError(row));
            if (expected[row] is { } error) errors.Add(new RowError(row, error));
        }

        Assert.Equal(errors, batch.RowErrors);
        Assert.Equal(errors.Count > 0, batch.HasRowErrors);
    }
}
