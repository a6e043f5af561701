using FsCheck;
using FsCheck.Fluent;
using Scoring.Records;

namespace Scoring.Tests.Records;

public class RowCopyTests
{
    private static readonly RecordSchema s_schema = new(
        new ColumnSchema("n", ElementType.Int16, [3]),
        new ColumnSchema("b", ElementType.Boolean),
        new ColumnSchema("s", ElementType.String),
        new ColumnSchema("v", ElementType.String, [2]));

    private static readonly Gen<(int Source, int SourceStart, int Target, int TargetStart, int Count)> s_ranges =
        from source in Gen.Choose(0, 3)
        from sourceStart in Gen.Choose(0, 4)
        from target in Gen.Choose(0, 3)
        from targetStart in Gen.Choose(0, 4)
        from count in Gen.Choose(0, 5)
        select (source, sourceStart, target, targetStart, count);

    [Fact]
    public void Rows_of_a_slice_are_copied_into_rows_of_another_and_nothing_else_changes() => Properties.Check(s_ranges, static range =>
    {
        using RecordBatch source = Numbered(100, 12);
        using RecordBatch target = Numbered(200, 12);
        string[] from = Rows(source);
        string[] expected = Rows(target);
        from.AsSpan(range.Source + range.SourceStart, range.Count).CopyTo(expected.AsSpan(range.Target + range.TargetStart));

        RowCopy.Copy(source.Slice(range.Source, 9), range.SourceStart, target.Slice(range.Target, 9), range.TargetStart, range.Count);

        Assert.Equal(expected, Rows(target));
        Assert.Equal(from, Rows(source));
    });

    [Fact]
    public void Rows_can_be_copied_within_a_batch()
    {
        using RecordBatch batch = Numbered(0, 6);
        string[] before = Rows(batch);

        RowCopy.Copy(batch, 0, batch, 3, 3);

        Assert.Equal([before[0], before[1], before[2], before[0], before[1], before[2]], Rows(batch));
    }

    [Fact]
    public void Copies_do_not_see_later_changes_of_their_source()
    {
        using RecordBatch source = Numbered(100, 2);
        using RecordBatch target = Numbered(200, 2);
        RowCopy.Copy(source, 0, target, 0, 2);
        string[] copied = Rows(target);

        source.GetColumn<short>("n").Values.Clear();
        source.GetStrings("s").Set(0, "changed");

        Assert.Equal(copied, Rows(target));
    }

    [Fact]
    public void Copy_of_a_disposed_batch_throws()
    {
        using RecordBatch live = Numbered(0, 2);
        RecordBatch stale = Numbered(0, 2);
        stale.Dispose();

        Assert.Throws<ObjectDisposedException>(() => RowCopy.Copy(stale, 0, live, 0, 1));
        Assert.Throws<ObjectDisposedException>(() => RowCopy.Copy(live, 0, stale, 0, 1));
    }

    private static RecordBatch Numbered(int first, int rows)
    {
        var batch = RecordBatch.Rent(s_schema, rows);
        for (int row = 0; row < rows; row++)
        {
            int number = first + row;
            batch.GetColumn<short>("n").GetRow(row).Fill((short)number);
            batch.GetColumn<bool>("b")[row] = number % 3 == 0;
            batch.GetStrings("s").Set(row, number % 4 == 0 ? null : new string('é', number % 5));
            batch.GetStrings("v").Set(row, $"text {number}", number % 2);
        }

        return batch;
    }

    private static string[] Rows(RecordBatch batch) => [.. Enumerable.Range(0, batch.RowCount).Select(row => string.Join('|', [
        .. batch.GetColumn<short>("n").GetRow(row).ToArray(),
        batch.GetColumn<bool>("b")[row],
        batch.GetStrings("s").GetString(row) ?? "null",
        batch.GetStrings("v").GetString(row, 0) ?? "null",
        batch.GetStrings("v").GetString(row, 1) ?? "null"]))];
}
