using Scoring.Tool.Features;

namespace Scoring.Tool.Input;

/// <summary>Finds columns by name; one that is missing is an error that names the nearest.</summary>
internal sealed class ColumnFinder(RowReader reader)
{
    private const int MostShown = 30;
    private const int MostShownOfName = 80;
    private static readonly char[] s_delimiters = [',', ';', '\t', '|'];

    private readonly Dictionary<string, InputColumn> _columns = reader.Columns.GroupBy(static column => column.Name, StringComparer.Ordinal)
        .ToDictionary(static group => group.Key, static group => group.First(), StringComparer.Ordinal);

    /// <summary>What to say where the header looks as if it was cut at the wrong character; else empty.</summary>
    public string DelimiterHint
    {
        get
        {
            if (reader.Columns is not [{ Name: var header }] || reader.Delimiter is not { } used) return "";
            char other = s_delimiters.Where(d => d != used).MaxBy(d => header.Count(c => c == d));
            if (!header.Contains(other)) return "";
            return $" The header is one column, '{Shorten(header)}': is the delimiter {Describe(other)}? Then give --delimiter {Argument(other)}.";
        }
    }

    public InputColumn? TryFind(string name) => _columns.TryGetValue(name, out InputColumn column) ? column : null;

    public IReadOnlyList<InputColumn> FindAll(string option, IEnumerable<string> names) => [.. names.Select(name => Find(option, name))];

    /// <exception cref="UsageException">There is no such column.</exception>
    public InputColumn Find(string option, string name) => TryFind(name) ?? throw Missing(option, name, "");

    public UsageException Missing(string place, string name, string remedy)
    {
        string hint = DelimiterHint;
        if (hint.Length > 0) return new UsageException($"{place}: no column '{name}' in {reader.Name}.{hint}");
        string? nearest = NearestName.Of(name, reader.Columns.Select(static column => column.Name));
        string suggestion = nearest is null ? "." : $"; did you mean '{Shorten(nearest)}'?";
        return new UsageException($"{place}: no column '{name}' in {reader.Name}{suggestion} It has: {Join(reader.Columns.Select(static column => column.Name))}.{remedy}");
    }

    public static string Join(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string shown = string.Join(", ", all.Take(MostShown).Select(Shorten));
        return all.Length > MostShown ? $"{shown}, … ({all.Length} in all)" : shown;
    }

    private static string Shorten(string name) => name.Length > MostShownOfName ? $"{name[..MostShownOfName]}…" : name;

    private static string Describe(char delimiter) => delimiter == '\t' ? "a tab" : $"'{delimiter}'";

    private static string Argument(char delimiter) => delimiter == '\t' ? "tab" : $"'{delimiter}'";
}
