using System.Text;
using Scoring.Bindings;
using Scoring.Bindings.Matching;
using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Bindings;

/// <summary>One lambda per row.</summary>
public class ScoreBindingCreateTests
{
    [Fact]
    public void Values_are_read_in_the_order_of_the_outputs()
    {
        ScoreBinding<string> binding = ScoreBinding.Create(
            static (ref ScoreReader r) =>
            {
                string? reason = r.ReadString();
                int[] all = r.ReadArray<int>();
                return FormattableString.Invariant($"{reason} {string.Join('+', all)} {r.Read<double>()} {Encoding.UTF8.GetString(r.ReadUtf8())}");
            },
            "reason", "box", "fare", "reason again");
        using RecordBatch response = RecordBatch.FromColumns(
            ColumnValues.Of("fare", [1.5f, 2.5f]), ColumnValues.Of("reason", ["a", null]), ColumnValues.Of("box", [1, 2, 3, 4], [2]), ColumnValues.Of("reason again", ["x", "y"]));

        Assert.Equal(["a 1+2 1.5 x", " 3+4 2.5 y"], Bound.Read(binding, SignatureOf(response), response));
    }

    [Fact]
    public void Remaining_counts_down_within_a_column()
    {
        ScoreBinding<string> binding = ScoreBinding.Create(
            static (ref ScoreReader r) =>
            {
                string counts = "";
                while (r.Remaining > 0)
                {
                    counts += $"{r.Remaining} ";
                    r.Read<float>();
                }

                return counts;
            });
        using RecordBatch floats = RecordBatch.FromValues<float>([1, 2, 3, 4, 5, 6], [3], "y");
        using RecordBatch bytes = RecordBatch.FromValues<byte>([1, 2, 3, 4, 5, 6], [3], "y");

        Assert.Equal(["3 2 1 ", "3 2 1 "], Bound.Read(binding, SignatureOf(floats), floats));
        Assert.Equal(["3 2 1 ", "3 2 1 "], Bound.Read(binding, SignatureOf(bytes), bytes));
    }

    [Fact]
    public void Values_of_a_column_are_read_together()
    {
        ScoreBinding<(double, double)> binding = ScoreBinding.Create(static (ref ScoreReader r) =>
        {
            Span<double> values = stackalloc double[2];
            r.Read(values);
            return (values[0], values[1]);
        });
        using RecordBatch floats = RecordBatch.FromValues<float>([1, 2, 3, 4], [2], "y");
        using RecordBatch doubles = RecordBatch.FromValues<double>([1, 2, 3, 4], [2], "y");

        Assert.Equal([(1.0, 2.0), (3.0, 4.0)], Bound.Read(binding, SignatureOf(floats), floats));
        Assert.Equal([(1.0, 2.0), (3.0, 4.0)], Bound.Read(binding, SignatureOf(doubles), doubles));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Too_few_values_are_an_error_that_says_where_the_row_stopped(int values)
    {
        using RecordBatch floats = RecordBatch.FromValues<float>([1, 2, 3], [3], "y");
        using RecordBatch ints = RecordBatch.FromValues<short>([1, 2, 3], [3], "y");

        Assert.All([Error(values, floats), Error(values, ints)], message =>
        {
            Assert.Contains("fewer values", message);
            Assert.Contains($"element {values} of column 'y'", message);
        });
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public void Too_many_values_are_an_error_that_shows_the_response(int values)
    {
        using RecordBatch floats = RecordBatch.FromValues<float>([1, 2, 3], [3], "y");
        using RecordBatch ints = RecordBatch.FromValues<short>([1, 2, 3], [3], "y");

        Assert.All([Error(values, floats), Error(values, ints)], static message => Assert.Contains("more values", message));
    }

    [Fact]
    public void Text_of_a_number_is_an_error_that_names_both()
    {
        using RecordBatch response = RecordBatch.FromValues<float>([1], [], "y");

        string message = Error(ScoreBinding.Create(static (ref ScoreReader r) => r.ReadString()), response);

        Assert.Contains("'y' Float32 []", message);
        Assert.Contains("String", message);
    }

    [Fact]
    public void Number_of_a_text_is_an_error_that_names_both()
    {
        using RecordBatch response = RecordBatch.FromColumns(ColumnValues.Of("y", ["1"]));

        string message = Error(ScoreBinding.Create(static (ref ScoreReader r) => r.Read<float>()), response);

        Assert.Contains("'y' String []", message);
        Assert.Contains("Float32", message);
    }

    [Fact]
    public void Values_of_two_columns_are_not_read_together()
    {
        using RecordBatch response = RecordBatch.FromColumns(ColumnValues.Of("a", [1f]), ColumnValues.Of("b", [2f]));
        ScoreBinding<float> binding = ScoreBinding.Create(
            static (ref ScoreReader r) =>
            {
                Span<float> values = stackalloc float[2];
                r.Read(values);
                return values[0];
            },
            "a", "b");

        Assert.Contains("'a' Float32 []", Error(binding, response));
    }

    [Fact]
    public void Create_without_a_lambda_throws() => Assert.Throws<ArgumentNullException>(static () => ScoreBinding.Create<int>(null!));

    private static string Error(int values, RecordBatch response) => Error(
        ScoreBinding.Create((ref ScoreReader r) =>
        {
            float sum = 0;
            for (int i = 0; i < values; i++) sum += r.Read<float>();
            return sum;
        }),
        response);

    private static string Error<TScore>(ScoreBinding<TScore> binding, RecordBatch response)
    {
        var decoder = new ScoreDecoder<TScore>(binding, SignatureOf(response));
        string message = Assert.Throws<ScoringBindingException>(() => decoder.DecodeRow(response, 0)).Message;
        Assert.Equal(message, Assert.Throws<ScoringBindingException>(() => decoder.Decode(response, new TScore[1])).Message);
        return message;
    }

    private static ScoringSignature SignatureOf(RecordBatch response) =>
        Signatures.Giving([.. response.Schema.Columns.Select(static column => new SignatureColumn(column.Name, column.Type, column.Shape))]);
}
