using System.Globalization;
using Scoring.Bindings;
using Scoring.Bindings.Matching;
using Scoring.Records;

namespace Scoring.SourceGeneration.Tests.Bindings;

/// <summary>A generated binding writes what one written by hand does.</summary>
public sealed class GeneratedRowTests
{
    private const int Rounds = 20;

    private static readonly int s_seed = (int)Properties.Seed;

    [Fact]
    public void Floats_are_written_as_by_hand() => AssertSame(FloatRow.ByHand, static rows => rows.Floats(), ElementType.Float32, ElementType.Float64);

    [Fact]
    public void Other_order_in_memory_is_written_as_by_hand() => AssertSame(ReversedRow.ByHand, static rows => rows.Reversed(), ElementType.Int32, ElementType.Float32, ElementType.Float64, ElementType.Int64);

    [Fact]
    public void Numbers_are_written_as_by_hand() => AssertSame(TaxiTrip.ByHand, static rows => rows.Trip(), ElementType.Float32, ElementType.Float64);

    [Fact]
    public void Dates_and_enums_are_written_as_by_hand() => AssertSame(CountedRow.ByHand, static rows => rows.Counted(whole: true), ElementType.Float64);

    [Fact]
    public void Missing_values_are_written_as_by_hand() => AssertSame(CountedRow.ByHand, static rows => rows.Counted(whole: false), [Packed(8, ElementType.Float64)]);

    [Fact]
    public void Text_and_arrays_are_written_as_by_hand() => AssertSame(TextRow.ByHand, static rows => rows.Text());

    [Fact]
    public void Missing_value_of_an_integer_column_fails_its_row()
    {
        RowBinding<CountedRow> binding = RowBinding.Default<CountedRow>();
        var encoder = new RowEncoder<CountedRow>(binding, Named(binding));
        using RecordBatch batch = RecordBatch.Rent(encoder.Schema, 1);
        Assert.Throws<ArgumentException>(() => encoder.Encode([new CountedRow()], batch));
    }

    [Fact]
    public void Nested_array_of_another_length_fails_its_row()
    {
        RowBinding<TextRow> binding = RowBinding.Default<TextRow>();
        var encoder = new RowEncoder<TextRow>(binding, Named(binding));
        TextRow row = new RandomRows(s_seed).Text();
        row.Nested = [[1, 2], [3, 4, 5, 6]];
        using RecordBatch batch = RecordBatch.Rent(encoder.Schema, 1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => encoder.Encode([row], batch));
        Assert.Contains("Array 0 has 2 values; its [Shape] says 3.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Local_time_is_converted_and_time_of_no_kind_is_UTC()
    {
        var at = new DateTime(2016, 1, 31, 7, 45, 0, DateTimeKind.Utc);
        Assert.Equal(new DateTimeOffset(at).ToUnixTimeMilliseconds(), GeneratedBinding.ToUnixMilliseconds(at));
        Assert.Equal(GeneratedBinding.ToUnixMilliseconds(at), GeneratedBinding.ToUnixMilliseconds(at.ToLocalTime()));
        Assert.Equal(GeneratedBinding.ToUnixMilliseconds(at), GeneratedBinding.ToUnixMilliseconds(DateTime.SpecifyKind(at, DateTimeKind.Unspecified)));
    }

    private static void AssertSame<TRow>(RowBinding<TRow> byHand, Func<RandomRows, TRow> make, params ElementType[] packed) =>
        AssertSame(byHand, make, [Named(byHand), .. packed.Select(type => Packed(byHand.Columns.Length, type))]);

    private static void AssertSame<TRow>(RowBinding<TRow> byHand, Func<RandomRows, TRow> make, ScoringSignature[] signatures)
    {
        RowBinding<TRow> generated = RowBinding.Default<TRow>();
        Assert.NotSame(byHand, generated);
        Assert.Equal(byHand.Columns.Select(static c => c.ToString()), generated.Columns.Select(static c => c.ToString()));
        for (int round = 0; round < Rounds; round++)
        {
            var random = new RandomRows(s_seed + round);
            TRow[] rows = [.. Enumerable.Range(0, round).Select(_ => make(random))];
            foreach (ScoringSignature signature in signatures) AssertSame(byHand, generated, signature, rows, $"seed {s_seed + round}");
        }
    }

    private static void AssertSame<TRow>(RowBinding<TRow> byHand, RowBinding<TRow> generated, ScoringSignature signature, TRow[] rows, string seed)
    {
        var (expected, given) = (new RowEncoder<TRow>(byHand, signature), new RowEncoder<TRow>(generated, signature));
        using RecordBatch first = RecordBatch.Rent(expected.Schema, rows.Length), second = RecordBatch.Rent(given.Schema, rows.Length), single = RecordBatch.Rent(given.Schema, rows.Length);
        Assert.Equal(rows.Length, expected.Encode(rows, first));
        Assert.Equal(rows.Length, given.Encode(rows, second));
        for (int i = 0; i < rows.Length; i++) given.EncodeRow(in rows[i], single, i);
        string text = BatchText.Of(first);
        Assert.True(text == BatchText.Of(second), $"{seed}, {signature}\n{text}\n{BatchText.Of(second)}");
        Assert.True(text == BatchText.Of(single), $"{seed}, row by row, {signature}\n{text}\n{BatchText.Of(single)}");
    }

    private static ScoringSignature Named<TRow>(RowBinding<TRow> binding) =>
        Signature([.. binding.Columns.Select(static c => new SignatureColumn(c.Name, c.Type!.Value, c.Shape))]);

    private static ScoringSignature Packed(int columns, ElementType type) => Signature([new SignatureColumn("packed", type, [columns])]);

    private static ScoringSignature Signature(SignatureColumn[] inputs) => new()
    {
        ModelName = string.Create(CultureInfo.InvariantCulture, $"model of {inputs.Length} inputs"),
        Inputs = [.. inputs],
        Outputs = [new SignatureColumn("Y", ElementType.Float32, RowShape.Scalar)],
    };
}
