using Scoring.Records;

namespace Scoring.Tests.Fakes;

/// <summary>A model that takes numbers, vectors and strings, and gives several columns. It has schemas of its own, and so pools of its own.</summary>
internal sealed class MixedModel
{
    public RecordSchema Rows { get; } = new(
        new ColumnSchema("row", ElementType.Int64), new ColumnSchema("name", ElementType.String), new ColumnSchema("vector", ElementType.Float32, [2]));

    public RecordSchema Response { get; } = new(
        new ColumnSchema("score", ElementType.Int64),
        new ColumnSchema("names", ElementType.String, [2]),
        new ColumnSchema("matrix", ElementType.Float32, [2, 2]),
        new ColumnSchema("isEven", ElementType.Boolean));

    /// <summary>Every response that the model gave.</summary>
    public BufferWatch Responses { get; } = new();

    /// <summary>Some names are null, some empty, some long.</summary>
    public static string? NameOf(long row) => (row % 5) switch
    {
        0 => null,
        1 => "",
        2 => new string('ä', (int)(row % 40)),
        _ => $"row {row}",
    };

    public RecordBatch Batch(int count, long first = 0)
    {
        var batch = RecordBatch.Rent(Rows, count);
        for (int i = 0; i < count; i++)
        {
            batch.GetColumn<long>(0)[i] = first + i;
            batch.GetStrings(1).Set(i, NameOf(first + i));
            batch.GetColumn<float>(2).GetRow(i)[0] = first + i;
            batch.GetColumn<float>(2).GetRow(i)[1] = -first - i;
        }

        return batch;
    }

    public RecordBatch Score(RecordBatch rows)
    {
        var response = RecordBatch.Rent(Response, rows.RowCount);
        Responses.Add(response);
        for (int i = 0; i < rows.RowCount; i++)
        {
            long row = rows.GetColumn<long>(0)[i];
            response.GetColumn<long>(0)[i] = LongModel.ScoreOf(row);
            string? name = rows.GetStrings(1).GetString(i);
            response.GetStrings(1).Set(i, name);
            response.GetStrings(1).Set(i, name is null ? "none" : null, element: 1);
            Span<float> vector = rows.GetColumn<float>(2).GetRow(i), matrix = response.GetColumn<float>(2).GetRow(i);
            (matrix[0], matrix[1], matrix[2], matrix[3]) = (vector[0], vector[1], vector[0] + 0.5f, vector[1] + 0.5f);
            response.GetColumn<bool>(3)[i] = row % 2 == 0;
        }

        return response;
    }

    /// <summary>Checks the scores of a batch that <see cref="Batch"/> made.</summary>
    public void Check(RecordBatch scores, int count, long first = 0)
    {
        Assert.Equal(Response, scores.Schema);
        Assert.Equal(count, scores.RowCount);
        for (int i = 0; i < count; i++)
        {
            long row = first + i;
            Assert.Equal(LongModel.ScoreOf(row), scores.GetColumn<long>(0)[i]);
            Assert.Equal(NameOf(row), scores.GetStrings(1).GetString(i, 0));
            Assert.Equal(NameOf(row) is null ? "none" : null, scores.GetStrings(1).GetString(i, 1));
            Assert.Equal([row, -row, row + 0.5f, 0.5f - row], scores.GetColumn<float>(2).GetRow(i));
            Assert.Equal(row % 2 == 0, scores.GetColumn<bool>(3)[i]);
        }
    }
}
