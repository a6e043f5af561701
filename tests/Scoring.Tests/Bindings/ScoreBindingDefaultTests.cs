using System.Runtime.InteropServices;
using Scoring.Bindings;
using Scoring.Bindings.Matching;
using Scoring.Records;
using Scoring.Tests.Fakes;
using Scoring.Tests.Records;

namespace Scoring.Tests.Bindings;

/// <summary>The built-in bindings of scores, but for tuples.</summary>
public class ScoreBindingDefaultTests
{
    [Theory]
    [MemberData(nameof(ElementCases.All), MemberType = typeof(ElementCases))]
    public void Number_is_the_only_output<T>(ElementCase<T> element)
        where T : unmanaged
    {
        T[] values = element.Values(5);
        using RecordBatch response = RecordBatch.FromValues<T>(values, [], "y");

        T[] scores = Bound.Read(ScoreBinding.Default<T>(), Signatures.Giving(new SignatureColumn("y", element.Type, [])), response);

        Assert.Equal(Memory.Bytes(values), Memory.Bytes(scores));
    }

    [Theory]
    [MemberData(nameof(ElementCases.All), MemberType = typeof(ElementCases))]
    public void Number_is_an_output_of_one_element<T>(ElementCase<T> element)
        where T : unmanaged
    {
        T[] values = element.Values(5);
        using RecordBatch response = RecordBatch.FromValues<T>(values, [1], "y");

        T[] scores = Bound.Read(ScoreBinding.Default<T>(), Signatures.Giving(new SignatureColumn("y", element.Type, [1])), response);

        Assert.Equal(Memory.Bytes(values), Memory.Bytes(scores));
    }

    [Theory]
    [MemberData(nameof(ElementCases.All), MemberType = typeof(ElementCases))]
    public void Array_is_one_new_array_per_row<T>(ElementCase<T> element)
        where T : unmanaged
    {
        T[] values = element.Values(12);
        using RecordBatch response = RecordBatch.FromValues<T>(values, [3], "y");

        T[][] scores = Bound.Read(ScoreBinding.Default<T[]>(), Signatures.Giving(new SignatureColumn("y", element.Type, [RowShape.Any])), response);

        Assert.Equal(Memory.Bytes(values), Memory.Bytes(scores.SelectMany(static score => score).ToArray()));
        Assert.Equal(4, scores.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(ElementCases.All), MemberType = typeof(ElementCases))]
    public void Memory_of_one_request_shares_an_array<T>(ElementCase<T> element)
        where T : unmanaged
    {
        T[] values = element.Values(12);
        ScoringSignature signature = Signatures.Giving(new SignatureColumn("y", element.Type, null));
        using RecordBatch response = RecordBatch.FromValues<T>(values, [3], "y");
        var decoder = new ScoreDecoder<ReadOnlyMemory<T>>(ScoreBinding.Default<ReadOnlyMemory<T>>(), signature);
        var scores = new ReadOnlyMemory<T>[4];

        int read = decoder.Decode(response, scores);

        Assert.Equal(4, read);
        Assert.Equal(Memory.Bytes(values), Memory.Bytes(scores.SelectMany(static score => score.ToArray()).ToArray()));
        Assert.True(MemoryMarshal.TryGetArray(scores[0], out ArraySegment<T> first));
        Assert.All(scores, score => Assert.True(MemoryMarshal.TryGetArray(score, out ArraySegment<T> part) && ReferenceEquals(part.Array, first.Array)));
        Assert.Equal(Memory.Bytes(scores[2].ToArray()), Memory.Bytes(decoder.DecodeRow(response, 2).ToArray()));
    }

    [Fact]
    public void String_is_read_and_missing_is_null()
    {
        using RecordBatch response = RecordBatch.FromColumns(ColumnValues.Of("y", ["yes", null, ""]));

        string?[] scores = Bound.Read(ScoreBinding.Default<string?>(), Signatures.Giving(new SignatureColumn("y", ElementType.String, [])), response);

        Assert.Equal<string?[]>(["yes", null, ""], scores);
    }

    [Fact]
    public void String_array_is_read()
    {
        using RecordBatch response = RecordBatch.FromColumns(ColumnValues.Of("y", ["a", null, "c", "d"], [2]));

        string?[][] scores = Bound.Read(ScoreBinding.Default<string?[]>(), Signatures.Giving(new SignatureColumn("y", ElementType.String, [2])), response);

        Assert.Equal([["a", null], ["c", "d"]], scores);
    }

    [Fact]
    public void Output_is_chosen_by_name()
    {
        ScoringSignature signature = Signatures.Giving(new SignatureColumn("label", ElementType.Int64, []), new SignatureColumn("probability", ElementType.Float32, []));
        using RecordBatch response = RecordBatch.FromColumns(ColumnValues.Of("label", [7L, 8L]), ColumnValues.Of("probability", [0.5f, 0.25f]));

        Assert.Equal([0.5f, 0.25f], Bound.Read(ScoreBinding.Default<float>("probability"), signature, response));
        Assert.Equal([7L, 8L], Bound.Read(ScoreBinding.Default<long>("label"), signature, response));
    }

    [Fact]
    public void Output_is_found_by_name_wherever_the_response_has_it()
    {
        ScoringSignature signature = Signatures.Giving(new SignatureColumn("label", ElementType.Int64, []), new SignatureColumn("probability", ElementType.Float32, []));
        var decoder = new ScoreDecoder<float>(ScoreBinding.Default<float>("probability"), signature);
        using RecordBatch first = RecordBatch.FromColumns(ColumnValues.Of("label", [7L]), ColumnValues.Of("probability", [0.5f]));
        using RecordBatch turned = RecordBatch.FromColumns(ColumnValues.Of("probability", [0.25f]), ColumnValues.Of("more", [1]), ColumnValues.Of("label", [7L]));

        Assert.Equal([0.5f, 0.25f, 0.5f], [decoder.DecodeRow(first, 0), decoder.DecodeRow(turned, 0), decoder.DecodeRow(first, 0)]);
    }

    [Fact]
    public void One_value_of_several_outputs_is_an_error() =>
        Assert.Contains("2 outputs", Assert.Throws<ArgumentException>(static () => ScoreBinding.Default<float>("a", "b")).Message);

    [Fact]
    public void Other_types_are_an_error_that_names_the_type_and_the_remedy()
    {
        string[] messages =
        [
            Assert.Throws<ArgumentException>(static () => ScoreBinding.Default<decimal>()).Message,
            Assert.Throws<ArgumentException>(static () => ScoreBinding.Default<float?>()).Message,
            Assert.Throws<ArgumentException>(static () => ScoreBinding.Default<ReadOnlyMemory<string>>()).Message,
            Assert.Throws<ArgumentException>(static () => ScoreBinding.Default<(float, string)>()).Message,
            Assert.Throws<ArgumentException>(static () => ScoreBinding.Default<(float, decimal)>()).Message,
            Assert.Throws<ArgumentException>(static () => ScoreBinding.Default<(float, float?)>()).Message,
            Assert.Throws<ArgumentException>(static () => ScoreBinding.Default<Tuple<float>>()).Message,
            Assert.Throws<ArgumentException>(static () => ScoreBinding.Default<ValueTuple>()).Message,
            Assert.Throws<ArgumentException>(static () => ScoreBinding.Default<Guid>()).Message,
        ];

        Assert.Contains(typeof(decimal).ToString(), messages[0]);
        Assert.All(messages, static message => Assert.Contains("ScoreBinding.For<", message));
    }
}
