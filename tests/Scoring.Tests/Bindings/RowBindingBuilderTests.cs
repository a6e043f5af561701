using Scoring.Bindings;
using Scoring.Bindings.Matching;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Bindings;

/// <summary>One lambda per column.</summary>
public class RowBindingBuilderTests
{
    private static readonly Trip s_day = new(13, 2.5f, 1.25, "CMT", [1, 2], new byte[] { 3, 4 }, false);
    private static readonly Trip s_night = new(23, 7.5f, null, null, [5, 6], new byte[] { 7, 8 }, true);

    [Fact]
    public void Columns_of_every_kind_are_written()
    {
        RowBinding<Trip> binding = RowBinding.For<Trip>()
            .Column("hour", static (in Trip t) => t.Hour)
            .Column("distance", static (in Trip t) => t.Distance)
            .Column("tip", static (in Trip t) => t.Tip)
            .Column("vendor", static (in Trip t) => t.Vendor)
            .Column("zone", static (in Trip t) => t.Zone)
            .Column("flags", static (in Trip t) => t.Flags, [2])
            .Column("night", static (in Trip t) => t.IsNight)
            .Build();
        ScoringSignature signature = Signatures.Taking(
            new SignatureColumn("hour", ElementType.Int32, []),
            new SignatureColumn("distance", ElementType.Float32, [1]),
            new SignatureColumn("tip", ElementType.Float64, []),
            new SignatureColumn("vendor", ElementType.String, []),
            new SignatureColumn("zone", ElementType.Float32, [2]),
            new SignatureColumn("flags", ElementType.UInt8, [RowShape.Any]),
            new SignatureColumn("night", ElementType.Boolean, []));

        using RecordBatch batch = Bound.Write(binding, signature, s_day, s_night);

        Assert.Equal([13, 23], Values.Of(batch, "hour"));
        Assert.Equal([2.5f, 7.5f], Values.Of(batch, "distance"));
        Assert.Equal([1.25, double.NaN], Values.Of(batch, "tip"));
        Assert.Equal(["CMT", null], Values.Of(batch, "vendor"));
        Assert.Equal([1f, 2f, 5f, 6f], Values.Of(batch, "zone"));
        Assert.Equal([(byte)3, (byte)4, (byte)7, (byte)8], Values.Of(batch, "flags"));
        Assert.Equal([false, true], Values.Of(batch, "night"));
    }

    [Fact]
    public void Rows_may_be_classes()
    {
        RowBinding<TripRecord> binding = RowBinding.For<TripRecord>()
            .Column("hour", static (in TripRecord t) => t.Hour)
            .Column("distance", static (in TripRecord t) => t.Distance)
            .Build();

        using RecordBatch batch = Bound.Write(
            binding, Signatures.Taking(new SignatureColumn("features", ElementType.Float32, [2])), new TripRecord(13, 2.5f), new TripRecord(23, 7.5f));

        Assert.Equal([13f, 2.5f, 23f, 7.5f], Values.Of(batch));
    }

    [Fact]
    public void Row_that_is_null_is_that_rows_error()
    {
        RowBinding<TripRecord> binding = RowBinding.For<TripRecord>().Column("hour", static (in TripRecord t) => t.Hour).Build();
        var encoder = new RowEncoder<TripRecord>(binding, Signatures.Taking(new SignatureColumn("hour", ElementType.Int32, [])));
        using var batch = RecordBatch.Rent(encoder.Schema, 1);

        Assert.Throws<NullReferenceException>(() => encoder.EncodeRow(null!, batch, 0));
    }

    [Fact]
    public void Floats_alone_are_packed_into_one_input()
    {
        RowBinding<Trip> binding = RowBinding.For<Trip>()
            .Column("distance", static (in Trip t) => t.Distance)
            .Column("hour", static (in Trip t) => (float)t.Hour)
            .Column("night", static (in Trip t) => t.IsNight ? 1f : 0f)
            .Build();

        using RecordBatch batch = Bound.Write(binding, Signatures.Taking(new SignatureColumn("features", ElementType.Float32, [3])), s_day, s_night);

        Assert.Equal([2.5f, 13f, 0f, 7.5f, 23f, 1f], Values.Of(batch));
    }

    [Fact]
    public void Floats_alone_feed_other_types_and_named_inputs_too()
    {
        RowBinding<Trip> binding = RowBinding.For<Trip>().Column("a", static (in Trip t) => t.Distance).Column("b", static (in Trip t) => (float)t.Hour).Build();

        using RecordBatch doubles = Bound.Write(binding, Signatures.Taking(new SignatureColumn("features", ElementType.Float64, [2])), s_day, s_night);
        using RecordBatch named = Bound.Write(
            binding, Signatures.Taking(new SignatureColumn("b", ElementType.Float32, []), new SignatureColumn("a", ElementType.Float32, [])), s_day, s_night);

        Assert.Equal([2.5, 13.0, 7.5, 23.0], Values.Of(doubles));
        Assert.Equal([2.5f, 7.5f], Values.Of(named, "a"));
        Assert.Equal([13f, 23f], Values.Of(named, "b"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void Many_rows_are_written_as_if_one_by_one(int count)
    {
        RowBinding<Trip> binding = RowBinding.For<Trip>().Column("a", static (in Trip t) => t.Hour).Column("b", static (in Trip t) => t.Hour + 1000).Build();
        RowBinding<Trip> mixed = RowBinding.For<Trip>().Column("a", static (in Trip t) => t.Hour).Column("b", static (in Trip t) => t.Distance).Build();
        Trip[] rows = [.. Enumerable.Range(0, count).Select(static i => s_day with { Hour = i, Distance = i / 2f })];
        int[] hours = [.. rows.Select(static row => row.Hour)];

        using RecordBatch packed = Bound.Write(binding, Signatures.Taking(new SignatureColumn("features", ElementType.Int32, [2])), rows);
        using RecordBatch named = Bound.Write(
            mixed, Signatures.Taking(new SignatureColumn("a", ElementType.Int32, []), new SignatureColumn("b", ElementType.Float32, [])), rows);

        Assert.Equal(hours.SelectMany(static hour => new[] { hour, hour + 1000 }), packed.GetColumn<int>(0).Values.ToArray());
        Assert.Equal(hours, named.GetColumn<int>("a").Values.ToArray());
        Assert.Equal(rows.Select(static row => row.Distance), named.GetColumn<float>("b").Values.ToArray());
    }

    [Fact]
    public void Columns_of_different_types_are_packed_into_one_input()
    {
        RowBinding<Trip> binding = RowBinding.For<Trip>()
            .Column("night", static (in Trip t) => t.IsNight)
            .Column("tip", static (in Trip t) => t.Tip)
            .Column("flags", static (in Trip t) => t.Flags, [2])
            .Column("hour", static (in Trip t) => t.Hour)
            .Build();

        using RecordBatch batch = Bound.Write(binding, Signatures.Taking(new SignatureColumn("features", ElementType.Float64, [5])), s_day, s_night);

        Assert.Equal([0.0, 1.25, 3.0, 4.0, 13.0, 1.0, double.NaN, 7.0, 8.0, 23.0], Values.Of(batch));
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.Float16)]
    public void Null_is_NaN_in_a_floating_column(ElementType type)
    {
        RowBinding<float?> binding = RowBinding.For<float?>().Column("x", static (in float? row) => row).AllowNarrowing().Build();

        using RecordBatch batch = Bound.Write(binding, Signatures.Taking(new SignatureColumn("x", type, [])), 0.5f, null, 2f);

        Assert.Equal(["0.5", "NaN", "2"], Values.Of(batch).Select(static value => FormattableString.Invariant($"{value}")));
    }

    [Theory]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.UInt8)]
    [InlineData(ElementType.Boolean)]
    public void Null_in_a_column_that_cannot_hold_it_is_that_rows_error(ElementType type)
    {
        RowBinding<bool?> binding = RowBinding.For<bool?>().Column("x", static (in bool? row) => row).Build();
        var encoder = new RowEncoder<bool?>(binding, Signatures.Taking(new SignatureColumn("x", type, [])));
        using var batch = RecordBatch.Rent(encoder.Schema, 1);

        string message = Assert.Throws<ArgumentException>(() => encoder.EncodeRow(null, batch, 0)).Message;

        Assert.Contains($"'x' {type} []", message);
        encoder.EncodeRow(true, batch, 0);
    }

    [Fact]
    public void Array_of_another_length_than_its_column_is_that_rows_error()
    {
        RowBinding<Trip> binding = RowBinding.For<Trip>().Column("zone", static (in Trip t) => t.Zone).Column("hour", static (in Trip t) => t.Hour).Build();
        var encoder = new RowEncoder<Trip>(
            binding, Signatures.Taking(new SignatureColumn("zone", ElementType.Float32, [2]), new SignatureColumn("hour", ElementType.Int32, [])));
        using var batch = RecordBatch.Rent(encoder.Schema, 1);

        foreach (float[] zone in new float[][] { [], [1], [1, 2, 3] })
            Assert.Contains("'zone' Float32 [2]", Assert.Throws<ScoringBindingException>(() => encoder.EncodeRow(s_day with { Zone = zone }, batch, 0)).Message);

        Assert.Throws<ScoringBindingException>(() => encoder.EncodeRow(s_day with { Zone = null! }, batch, 0));
        encoder.EncodeRow(s_day, batch, 0);
        Assert.Equal([1f, 2f], Values.Of(batch, "zone"));
    }

    [Fact]
    public void Columns_of_no_value_are_written()
    {
        RowBinding<Trip> binding = RowBinding.For<Trip>().Column("none", static (in Trip t) => Array.Empty<float>(), [0]).Column("hour", static (in Trip t) => t.Hour).Build();

        using RecordBatch batch = Bound.Write(
            binding, Signatures.Taking(new SignatureColumn("none", ElementType.Float32, [0]), new SignatureColumn("hour", ElementType.Int32, [])), s_day, s_night);

        Assert.Equal([13, 23], Values.Of(batch, "hour"));
    }

    [Fact]
    public void Narrowing_is_asked_for_by_the_whole_binding()
    {
        RowBinding<double> binding = RowBinding.For<double>().Column("x", static (in double row) => row).AllowNarrowing().Build();

        using RecordBatch batch = Bound.Write(binding, Signatures.Taking(new SignatureColumn("x", ElementType.Float32, [])), 0.1, 1e300);

        Assert.Equal([0.1f, float.PositiveInfinity], Values.Of(batch));
    }

    [Fact]
    public void Columns_say_what_they_are()
    {
        RowBinding<Trip> binding = RowBinding.For<Trip>()
            .Column("hour", static (in Trip t) => t.Hour)
            .Column("tip", static (in Trip t) => t.Tip)
            .Column("vendor", static (in Trip t) => t.Vendor)
            .Column("zone", static (in Trip t) => t.Zone)
            .Build();

        Assert.Equal(["'hour' Int32 []", "'tip' Float64 []", "'vendor' String []", "'zone' Float32 [?]"], binding.Columns.Select(static column => column.ToString()));
        Assert.False(binding.AllowNarrowing);
    }

    [Fact]
    public void Build_without_a_column_throws() => Assert.Throws<InvalidOperationException>(static () => RowBinding.For<Trip>().Build());

    [Fact]
    public void Column_of_another_type_throws() =>
        Assert.Throws<ArgumentException>(static () => RowBinding.For<Trip>().Column("x", static (in Trip t) => (decimal)t.Distance));
}
