using FsCheck.Fluent;

namespace Scoring.Tests.Batching.Scheduling;

/// <summary>A line is first in, first out, and keeps its order when some leave it.</summary>
public class RowListTests
{
    [Fact]
    public void Rows_leave_in_the_order_in_which_they_came()
    {
        var list = default(RowList);
        FakeRows[] rows = New(5);
        foreach (FakeRows one in rows) list.Add(one);

        Assert.Same(rows[0], list.First);
        Assert.Equal(rows, TakeAll(ref list));
    }

    [Fact]
    public void Empty_list_has_no_first_and_can_be_filled_again()
    {
        var list = default(RowList);
        Assert.True(list.IsEmpty);
        Assert.Null(list.First);
        FakeRows[] rows = New(3);

        list.Add(rows[0]);
        Assert.Same(rows[0], list.RemoveFirst());
        Assert.True(list.IsEmpty);
        list.Add(rows[1]);
        list.Add(rows[2]);

        Assert.Equal([rows[1], rows[2]], TakeAll(ref list));
    }

    [Fact]
    public void Rows_that_left_do_not_hold_on_to_the_others()
    {
        var list = default(RowList);
        FakeRows[] rows = New(3);
        foreach (FakeRows one in rows) list.Add(one);

        TakeAll(ref list);

        Assert.All(rows, static one => Assert.Null(one.Next));
    }

    [Fact]
    public void Rows_taken_out_and_rows_kept_stay_in_order() => Properties.Check(
        Gen.ArrayOf(Gen.Choose(0, 1)),
        static isOut =>
        {
            var list = default(RowList);
            FakeRows[] rows = New(isOut.Length);
            foreach (FakeRows one in rows) list.Add(one);

            RowList removed = list.RemoveWhere(isOut, static (one, isOut) => isOut[((FakeRows)one).Number] == 1);
            var late = new FakeRows();
            list.Add(late);

            Assert.Equal(rows.Where(one => isOut[one.Number] == 1), TakeAll(ref removed));
            Assert.Equal([.. rows.Where(one => isOut[one.Number] == 0), late], TakeAll(ref list));
        });

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void Swept_rows_are_found_anywhere(bool first, bool last, bool expected)
    {
        var list = default(RowList);
        list.Add(new FakeRows(isSwept: first));
        list.Add(new FakeRows());
        list.Add(new FakeRows(isSwept: last));

        Assert.Equal(expected, list.HasSweptRows());
    }

    private static FakeRows[] New(int count) => [.. Enumerable.Range(0, count).Select(static number => new FakeRows { Number = number })];

    private static List<PendingRows> TakeAll(ref RowList list)
    {
        var taken = new List<PendingRows>();
        while (!list.IsEmpty) taken.Add(list.RemoveFirst());
        return taken;
    }
}
