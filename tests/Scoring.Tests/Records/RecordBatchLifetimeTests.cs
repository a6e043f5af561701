using Scoring.Records;

namespace Scoring.Tests.Records;

/// <summary>When memory goes back, and that nobody uses it after that.</summary>
public class RecordBatchLifetimeTests
{
    /// <summary>Every order in which the owner and two shares can let go.</summary>
    public static TheoryData<int, int, int> Orders => new()
    {
        { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 },
    };

    [Fact]
    public void Dispose_gives_the_memory_to_the_next_rent()
    {
        RecordSchema schema = NewSchema();
        var first = RecordBatch.Rent(schema, 8);
        nint address = Memory.Of(first);

        first.Dispose();

        using var second = RecordBatch.Rent(schema, 8);
        Assert.Equal(address, Memory.Of(second));
    }

    [Fact]
    public void Rent_while_a_batch_is_held_gives_other_memory()
    {
        RecordSchema schema = NewSchema();
        using var first = RecordBatch.Rent(schema, 8);
        using var second = RecordBatch.Rent(schema, 8);

        Assert.NotEqual(Memory.Of(first), Memory.Of(second));
    }

    [Fact]
    public void Schemas_do_not_share_memory_even_when_they_are_equal()
    {
        var first = RecordBatch.Rent(NewSchema(), 8);
        nint address = Memory.Of(first);
        first.Dispose();

        using var second = RecordBatch.Rent(NewSchema(), 8);

        Assert.NotEqual(address, Memory.Of(second));
        Assert.Equal(8, second.RowCount);
        GC.KeepAlive(first);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Memory_goes_back_when_the_last_holder_lets_go(int first, int second, int third)
    {
        RecordSchema schema = NewSchema();
        RecordBatch batch = Filled(schema, mark: 7);
        nint address = Memory.Of(batch);
        RecordBatch[] holders = [batch, batch.Share(2, 3), batch.Slice(1, 6).Share(1, 2)];

        holders[first].Dispose();
        AssertNotReturned(schema, address);
        AssertFilled(holders[second], mark: 7);
        AssertFilled(holders[third], mark: 7);

        holders[second].Dispose();
        AssertNotReturned(schema, address);
        AssertFilled(holders[third], mark: 7);

        holders[third].Dispose();
        AssertReturned(schema, address);
    }

    [Fact]
    public void Share_of_a_share_holds_the_memory_alone()
    {
        RecordSchema schema = NewSchema();
        RecordBatch batch = Filled(schema, mark: 3);
        nint address = Memory.Of(batch);
        RecordBatch share = batch.Share();
        RecordBatch shareOfShare = share.Share(1, 5);

        batch.Dispose();
        share.Dispose();

        AssertNotReturned(schema, address);
        AssertFilled(shareOfShare, mark: 3);
        shareOfShare.Dispose();
        AssertReturned(schema, address);
    }

    [Fact]
    public void Borrowed_slice_ends_with_its_batch_even_while_a_share_lives()
    {
        RecordBatch batch = Filled(NewSchema(), mark: 1);
        RecordBatch slice = batch.Slice(1, 3);
        using RecordBatch share = batch.Share();
        RecordBatch sliceOfShare = share.Slice(1, 3);

        batch.Dispose();

        Assert.Throws<ObjectDisposedException>(() => slice.RowCount);
        AssertFilled(sliceOfShare, mark: 1);
    }

    [Fact]
    public void Dispose_of_a_borrowed_slice_does_nothing()
    {
        RecordSchema schema = NewSchema();
        RecordBatch batch = Filled(schema, mark: 1);
        nint address = Memory.Of(batch);
        RecordBatch share = batch.Share();

        batch.Slice(0, 8).Dispose();
        batch.Slice(1, 3).Slice(0, 1).Dispose();
        share.Slice(0, 8).Dispose();

        AssertFilled(batch, mark: 1);
        AssertFilled(share, mark: 1);
        share.Dispose();
        AssertNotReturned(schema, address);
        batch.Dispose();
        AssertReturned(schema, address);
    }

    [Fact]
    public void Second_dispose_does_not_free_a_later_renters_memory()
    {
        RecordSchema schema = NewSchema();
        RecordBatch stale = Filled(schema, mark: 1);
        RecordBatch copy = stale;
        RecordBatch slice = stale.Slice(1, 2);
        nint address = Memory.Of(stale);
        stale.Dispose();
        RecordBatch later = Filled(schema, mark: 2);
        Assert.Equal(address, Memory.Of(later));

        stale.Dispose();
        copy.Dispose();
        slice.Dispose();

        AssertNotReturned(schema, address);
        AssertFilled(later, mark: 2);
        later.Dispose();
        AssertReturned(schema, address);
    }

    [Fact]
    public void Second_dispose_of_a_share_does_not_end_a_later_share()
    {
        RecordSchema schema = NewSchema();
        RecordBatch batch = Filled(schema, mark: 1);
        nint address = Memory.Of(batch);
        RecordBatch stale = batch.Share(1, 2);
        RecordBatch copy = stale;
        stale.Dispose();
        RecordBatch[] later = [.. Enumerable.Range(0, 8).Select(_ => batch.Share())];
        batch.Dispose();

        stale.Dispose();
        copy.Dispose();

        foreach (RecordBatch share in later)
        {
            AssertFilled(share, mark: 1);
            AssertNotReturned(schema, address);
            share.Dispose();
        }

        AssertReturned(schema, address);
    }

    [Fact]
    public void Second_dispose_of_the_owner_does_not_take_a_shares_hold()
    {
        RecordSchema schema = NewSchema();
        RecordBatch batch = Filled(schema, mark: 1);
        nint address = Memory.Of(batch);
        RecordBatch share = batch.Share();

        batch.Dispose();
        batch.Dispose();

        AssertNotReturned(schema, address);
        AssertFilled(share, mark: 1);
        share.Dispose();
        AssertReturned(schema, address);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Use_after_dispose_throws_on_every_way_to_the_memory(bool rentedAgain)
    {
        RecordSchema schema = NewSchema();
        RecordBatch batch = Filled(schema, mark: 1);
        nint address = Memory.Of(batch);
        RecordBatch copy = batch;
        RecordBatch slice = batch.Slice(1, 4);
        Action[] uses = [.. Uses(batch), .. Uses(copy), .. Uses(slice), .. Uses(slice.Slice(1, 2))];

        batch.Dispose();
        RecordBatch later = rentedAgain ? Filled(schema, mark: 2) : default;

        foreach (Action use in uses)
        {
            var error = Assert.Throws<ObjectDisposedException>(use);
            Assert.Contains("disposed", error.Message);
            Assert.Contains("Share()", error.Message);
            Assert.Equal(nameof(RecordBatch), error.ObjectName);
        }

        if (!rentedAgain) return;
        Assert.Equal(address, Memory.Of(later));
        AssertFilled(later, mark: 2);
        later.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Use_after_dispose_of_a_share_throws_on_every_way_to_the_memory(bool sharedAgain)
    {
        RecordBatch batch = Filled(NewSchema(), mark: 1);
        RecordBatch share = batch.Share(1, 5);
        RecordBatch copy = share;
        RecordBatch slice = share.Slice(1, 3);
        Action[] uses = [.. Uses(share), .. Uses(copy), .. Uses(slice), .. Uses(slice.Slice(1, 2))];

        share.Dispose();
        RecordBatch later = sharedAgain ? batch.Share() : default;

        foreach (Action use in uses) Assert.Throws<ObjectDisposedException>(use);
        AssertFilled(batch, mark: 1);
        later.Dispose();
        batch.Dispose();
    }

    [Fact]
    public void Texts_of_a_disposed_batch_never_throw()
    {
        RecordBatch batch = Filled(NewSchema(), mark: 1);
        RecordBatch slice = batch.Slice(1, 2);
        RecordBatch share = batch.Share();
        share.Dispose();
        batch.Dispose();

        foreach (RecordBatch stale in new[] { batch, slice, share })
        {
            Assert.Equal("RecordBatch (disposed)", stale.ToString());
            RecordBatch copy = stale;
            Assert.Equal(stale, copy);
            Assert.Equal(stale.GetHashCode(), copy.GetHashCode());
            Assert.False(stale.IsDefault);
        }
    }

    private static RecordSchema NewSchema() => new(new ColumnSchema("x", ElementType.Float32), new ColumnSchema("s", ElementType.String));

    private static RecordBatch Filled(RecordSchema schema, int mark)
    {
        var batch = RecordBatch.Rent(schema, 8);
        batch.GetColumn<float>("x").Values.Fill(mark);
        for (int row = 0; row < 8; row++) batch.GetStrings("s").Set(row, $"mark {mark}");
        return batch;
    }

    private static void AssertFilled(RecordBatch batch, int mark)
    {
        Assert.Equal(-1, batch.GetColumn<float>("x").Values.IndexOfAnyExcept(mark));
        for (int row = 0; row < batch.RowCount; row++) Assert.Equal($"mark {mark}", batch.GetStrings("s").GetString(row));
    }

    private static void AssertNotReturned(RecordSchema schema, nint address)
    {
        using var other = RecordBatch.Rent(schema, 8);
        Assert.NotEqual(address, Memory.Of(other));
        other.GetColumn<float>("x").Values.Fill(-1);
        for (int row = 0; row < 8; row++) other.GetStrings("s").Set(row, "another renter");
    }

    /// <summary>The pool gives what was returned last among few, so the memory is within the first rents.</summary>
    private static void AssertReturned(RecordSchema schema, nint address)
    {
        RecordBatch[] rented = [.. Enumerable.Range(0, 3).Select(_ => RecordBatch.Rent(schema, 8))];
        Assert.Contains(address, rented.Select(Memory.Of));
        foreach (RecordBatch batch in rented) batch.Dispose();
    }

    private static IEnumerable<Action> Uses(RecordBatch batch)
    {
        Column<float> column = batch.GetColumn<float>("x");
        StringColumn strings = batch.GetStrings("s");
        return
        [
            () => _ = batch.Schema,
            () => _ = batch.RowCount,
            () => batch.GetColumn<float>("x"),
            () => batch.GetColumn<float>(0),
            () => batch.GetColumn<float>(99),
            () => batch.GetStrings("s"),
            () => batch.GetStrings(1),
            () => batch.Slice(0, 1),
            () => batch.Slice(0, 0),
            () => batch.Share(),
            () => batch.Share(0, 1),
            () => _ = column.RowCount,
            () => _ = column.Values,
            () => _ = column[0],
            () => column[0] = 1,
            () => column.GetRow(0),
            () => column.GetRow(99),
            () => column.SetMissing(0),
            () => _ = strings.RowCount,
            () => strings.IsNull(0),
            () => strings.GetUtf8(0),
            () => strings.GetString(0),
            () => strings.SetNull(0),
            () => strings.SetUtf8(0, "x"u8),
            () => strings.Set(0, "x"),
            () => strings.Set(0, null),
            () => strings.Set(0, "x".AsSpan()),
        ];
    }
}
