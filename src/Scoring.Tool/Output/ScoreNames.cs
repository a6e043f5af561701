using System.Globalization;
using Scoring.Records;

namespace Scoring.Tool.Output;

/// <summary>What the columns of a response are called in the output.</summary>
internal sealed class ScoreNames
{
    private const string Unnamed = "score";
    private const string Suffix = "_score";

    private readonly HashSet<string> _taken;
    private readonly HashSet<string> _kept;

    public ScoreNames(IReadOnlyList<string> kept)
    {
        _kept = new HashSet<string>(kept, StringComparer.Ordinal);
        _taken = new HashSet<string>(kept, StringComparer.Ordinal);
    }

    /// <summary>A name for each element of a row, in order: NAME for one value, NAME_i for a vector, NAME_i_j for more.</summary>
    public IEnumerable<string> Of(ColumnSchema column)
    {
        string name = column.Name.Length == 0 ? Unnamed : column.Name;
        if (_kept.Contains(name)) name += Suffix;
        bool isOne = column.Shape.Rank <= 1 && column.Shape.ElementCount == 1;
        for (int element = 0; element < column.Shape.ElementCount; element++) yield return Take(isOne ? name : name + IndexOf(column.Shape, element));
    }

    /// <summary>The position of an element: <c>_i_j</c>.</summary>
    private static string IndexOf(RowShape shape, int element)
    {
        string index = "";
        for (int dimension = shape.Rank - 1; dimension >= 0; dimension--)
        {
            (element, int position) = Math.DivRem(element, shape.Dimensions[dimension]);
            index = $"_{position.ToString(CultureInfo.InvariantCulture)}{index}";
        }

        return index;
    }

    private string Take(string name)
    {
        while (!_taken.Add(name)) name += Suffix;
        return name;
    }
}
