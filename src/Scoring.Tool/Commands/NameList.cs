using CsvHelper;

namespace Scoring.Tool.Commands;

/// <summary>A list of column names as options take it: separated by commas, quoted as in CSV where a name has one.</summary>
internal static class NameList
{
    /// <exception cref="UsageException">The list is empty, or its quotes do not match.</exception>
    public static IReadOnlyList<string> Parse(string option, string[]? lists) => [.. (lists ?? []).SelectMany(list => ParseOne(option, list))];

    private static string[] ParseOne(string option, string list)
    {
        if (list.Length == 0) throw new UsageException($"{option} names no column.");
        try
        {
            using CsvReader csv = CsvReader.FromText(list, new CsvReaderOptions { Separator = ',', HasHeader = false, MalformedData = CsvMalformedDataHandling.Throw });
            return csv.Read() ? [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)] : [];
        }
        catch (CsvFormatException error)
        {
            throw new UsageException($"{option}: the quotes in '{list}' do not match; a name with a comma is written \"a,b\".", error);
        }
    }
}
