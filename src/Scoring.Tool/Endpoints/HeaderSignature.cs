using Scoring.Records;
using Scoring.Tool.Features;
using Scoring.Tool.Input;

namespace Scoring.Tool.Endpoints;

/// <summary>The signature of an endpoint that does not tell it: the columns of the input, with the types of their first values.</summary>
internal static class HeaderSignature
{
    private const int MostRows = 1000;

    /// <param name="endpoint">What the signature is of.</param>
    /// <param name="reader">The beginning of the input.</param>
    /// <param name="columns">What <c>--columns</c> names; empty for all but those that <c>--keep</c> names.</param>
    /// <param name="keep">What <c>--keep</c> names.</param>
    /// <param name="sendsVectors">Whether a single column is a vector of one.</param>
    /// <exception cref="UsageException">A column is not there.</exception>
    public static ScoringSignature Create(string endpoint, RowReader reader, IReadOnlyList<string> columns, IReadOnlyList<string> keep, bool sendsVectors)
    {
        IReadOnlyList<InputColumn> features = columns.Count > 0
            ? new ColumnFinder(reader).FindAll("--columns", columns)
            : [.. reader.Columns.Where(column => !keep.Contains(column.Name, StringComparer.Ordinal))];
        if (features.Count == 0) throw new UsageException($"{reader.Name} has no columns that --keep does not name.");
        if (features.GroupBy(static column => column.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            throw new UsageException($"The column '{twice.Key}' would be sent {twice.Count()} times; name each once with --columns.");
        ColumnGuess[] guesses = Look(reader, features);
        RowShape single = sendsVectors && features.Count == 1 ? RowShape.Create(1) : RowShape.Scalar;
        return new ScoringSignature
        {
            ModelName = endpoint,
            Inputs = [.. features.Select((column, i) => new SignatureColumn(column.Name, guesses[i].Type, column.IsList ? RowShape.Create(column.Width) : single))],
            Outputs = [new SignatureColumn(LearningCodec.Score, ElementType.Float64, null)],
        };
    }

    private static ColumnGuess[] Look(RowReader reader, IReadOnlyList<InputColumn> features)
    {
        ColumnGuess[] guesses = [.. features.Select(static _ => new ColumnGuess())];
        int[] positions = [.. features.Select(column => reader.Select(column.Name))];
        for (int row = 0; row < MostRows && reader.Read(); row++)
        {
            if (reader.Problem is not null) continue;
            for (int i = 0; i < positions.Length; i++)
            {
                int count = Math.Max(0, reader.CountOf(positions[i]));
                for (int element = 0; element < count; element++) guesses[i].Add(reader.GetCell(positions[i], element));
            }
        }

        return guesses;
    }
}
