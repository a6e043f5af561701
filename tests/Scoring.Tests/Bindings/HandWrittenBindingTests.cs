using Scoring.Bindings;
using Scoring.Bindings.Matching;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Bindings;

/// <summary>Classes that derive from the bindings and work on the memory of whole rows.</summary>
public class HandWrittenBindingTests
{
    private static readonly Trip[] s_trips = [.. Enumerable.Range(0, 5).Select(static i => new Trip(i, i / 2f, null, null, [], default, false))];

    [Fact]
    public void Rows_are_written_at_once_into_a_packed_input_of_the_same_type()
    {
        var binding = new PackedTripBinding();

        using RecordBatch batch = Bound.Write(binding, Signatures.Taking(new SignatureColumn("features", ElementType.Float32, [2])), s_trips);

        Assert.Equal(1, binding.PackedWrites);
        Assert.Equal([.. s_trips.SelectMany(static trip => new object?[] { trip.Distance, (float)trip.Hour })], Values.Of(batch));
    }

    [Fact]
    public void Rows_are_written_one_by_one_into_a_packed_input_of_another_type()
    {
        var binding = new PackedTripBinding();

        using RecordBatch batch = Bound.Write(binding, Signatures.Taking(new SignatureColumn("features", ElementType.Float64, [2])), s_trips);

        Assert.Equal(0, binding.PackedWrites);
        Assert.Equal([.. s_trips.SelectMany(static trip => new object?[] { (double)trip.Distance, (double)trip.Hour })], Values.Of(batch));
    }

    [Fact]
    public void Rows_are_written_one_by_one_into_named_inputs()
    {
        var binding = new PackedTripBinding();

        using RecordBatch batch = Bound.Write(
            binding, Signatures.Taking(new SignatureColumn("hour", ElementType.Float32, []), new SignatureColumn("distance", ElementType.Float32, [])), s_trips);

        Assert.Equal(0, binding.PackedWrites);
        Assert.Equal([.. s_trips.Select(static trip => (object?)(float)trip.Hour)], Values.Of(batch, "hour"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-5)]
    [InlineData(1)]
    public void Rows_that_are_counted_wrong_are_an_error_that_names_the_binding(int miscount)
    {
        var binding = new PackedTripBinding { Miscount = miscount };
        var encoder = new RowEncoder<Trip>(binding, Signatures.Taking(new SignatureColumn("features", ElementType.Float32, [2])));
        using var batch = RecordBatch.Rent(encoder.Schema, s_trips.Length);

        int written = encoder.Encode(s_trips, batch);

        string message = Assert.Throws<ScoringBindingException>(() => encoder.CheckCount(written, s_trips.Length)).Message;
        Assert.Equal($"{nameof(PackedTripBinding)}.WriteRows wrote {5 + miscount} of 5 rows.", message);
    }

    [Fact]
    public void Scores_are_read_at_once_from_one_output_of_the_same_type()
    {
        var binding = new PackedVerdictBinding();
        using RecordBatch response = RecordBatch.FromValues<float>([1, 0.5f, 0, 0.25f], [2], "y");

        Verdict[] scores = Bound.Read(binding, Signatures.Giving(new SignatureColumn("y", ElementType.Float32, [2])), response);

        Assert.Equal(1, binding.PackedReads);
        Assert.Equal([0.5, 0.25], scores.Select(static score => score.Probability));
        Assert.Equal([true, false], scores.Select(static score => score.IsFraud));
    }

    [Fact]
    public void Scores_are_read_one_by_one_when_the_response_holds_another_type()
    {
        var binding = new PackedVerdictBinding();
        using RecordBatch response = RecordBatch.FromValues<Half>([(Half)1, (Half)0.5f, (Half)0, (Half)0.25f], [2], "y");

        Verdict[] scores = Bound.Read(binding, Signatures.Giving(new SignatureColumn("y", ElementType.Float16, [2])), response);

        Assert.Equal(0, binding.PackedReads);
        Assert.Equal([0.5, 0.25], scores.Select(static score => score.Probability));
    }

    [Theory]
    [InlineData(1, ElementType.Float32)]
    [InlineData(2, ElementType.Float32)]
    [InlineData(1, ElementType.Float16)]
    public void Scores_that_are_counted_wrong_are_an_error_that_names_the_binding(int miscount, ElementType type)
    {
        var decoder = new ScoreDecoder<Verdict>(new PackedVerdictBinding { Miscount = miscount }, Signatures.Giving(new SignatureColumn("y", type, [2])));
        using RecordBatch response = RecordBatch.Rent(new RecordSchema(new ColumnSchema("y", type, [2])), 2);

        int read = decoder.Decode(response, new Verdict[2]);

        string message = Assert.Throws<ScoringBindingException>(() => decoder.CheckCount(read, 2)).Message;
        Assert.Equal($"{nameof(PackedVerdictBinding)}.ReadScores read {2 - miscount} of 2 rows.", message);
    }

    [Fact]
    public void Rows_after_packed_ones_follow_them()
    {
        RowBinding<int> binding = RowBinding.Create<int>(static (in int row, ref RowWriter w) => Assert.Fail("Rows are written together."), new BindingColumn("x", ElementType.Float32, [2]));
        ScoringSignature signature = Signatures.Taking(new SignatureColumn("x", ElementType.Float32, [2]));
        using var batch = RecordBatch.Rent(Bound.Schema(binding, signature), 4);
        var writer = new RowWriter(batch, 0, allowNarrowing: false);

        writer.Write(1f, 2f);
        writer.EndRow();
        Assert.True(writer.TryGetPacked(2, out Span<float> values));
        for (int i = 0; i < values.Length; i++) values[i] = 3 + i;
        writer.Write(7f);
        writer.Write((Half)8);
        writer.EndRow();

        Assert.Equal(4, writer.Row);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f], Values.Of(batch));
    }

    [Fact]
    public void Scores_after_packed_ones_follow_them()
    {
        using RecordBatch response = RecordBatch.FromValues<float>([1, 2, 3, 4, 5, 6, 7, 8], [2], "y");
        var reader = new ScoreReader(response, [0], allowNarrowing: false);

        Assert.Equal([1f, 2f], reader.ReadArray<float>());
        reader.EndRow();
        Assert.True(reader.TryGetPacked(2, out ReadOnlySpan<float> values));
        Assert.Equal([3f, 4f, 5f, 6f], values.ToArray());
        Assert.Equal(2, reader.Remaining);
        Assert.Equal((7f, 8.0), (reader.Read<float>(), reader.Read<double>()));
        reader.EndRow();

        Assert.Equal(4, reader.Row);
    }

    [Fact]
    public void Packed_memory_is_of_exactly_one_type()
    {
        using var batch = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", ElementType.Int32)), 1);
        using var two = RecordBatch.Rent(new RecordSchema(new ColumnSchema("x", ElementType.Int32), new ColumnSchema("z", ElementType.Int32)), 1);
        var writer = new RowWriter(batch, 0, allowNarrowing: true);
        var writerOfTwo = new RowWriter(two, 0, allowNarrowing: true);
        var reader = new ScoreReader(batch, [0], allowNarrowing: true);
        var readerOfTwo = new ScoreReader(two, [0, 1], allowNarrowing: true);

        Assert.False(writer.TryGetPacked(1, out Span<uint> _));
        Assert.False(writerOfTwo.TryGetPacked(1, out Span<int> _));
        Assert.False(reader.TryGetPacked(1, out ReadOnlySpan<uint> _));
        Assert.False(readerOfTwo.TryGetPacked(1, out ReadOnlySpan<int> _));
        Assert.Equal((0, 0, 0, 0), (writer.Row, writerOfTwo.Row, reader.Row, readerOfTwo.Row));
    }
}
