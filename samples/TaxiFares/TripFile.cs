using System.Text;
using CsvHelper;

namespace TaxiFares;

/// <summary>Reads recorded trips from a CSV file with the columns vendorid, weekday (Mon…Sun), pickuphour, passenger, distance and fare.</summary>
public sealed class TripFile(string path)
{
    private static readonly string[] s_columns = ["vendorid", "weekday", "pickuphour", "passenger", "distance", "fare"];
    private static readonly string[] s_weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>Rows that could not be read, each with its line and the reason.</summary>
    public List<string> Refused { get; } = [];

    /// <summary>How much of the file has been read, from 0 to 1.</summary>
    public double Progress { get; private set; }

    /// <exception cref="InvalidDataException">The file lacks a column.</exception>
    public IEnumerable<RecordedTrip> Read()
    {
        using FileStream file = File.OpenRead(path);
        using CsvReader csv = CsvReader.Create(file, new CsvReaderOptions { TrackLineNumbers = true, FieldCountMismatch = CsvFieldCountHandling.Allow });
        int[]? columns = null;
        while (csv.Read())
        {
            columns ??= FindColumns(csv);
            Progress = (double)file.Position / file.Length;
            if (TryRead(csv, columns, out RecordedTrip trip)) yield return trip;
        }

        if (columns is null) throw new InvalidDataException($"{path} has no rows.");
    }

    private int[] FindColumns(CsvReader csv)
    {
        string[] missing = [.. s_columns.Except(csv.Headers)];
        return missing.Length == 0
            ? [.. s_columns.Select(name => csv.GetFieldIndex(name))]
            : throw new InvalidDataException($"{path} has the columns ({string.Join(", ", csv.Headers)}); missing: {string.Join(", ", missing)}.");
    }

    private bool TryRead(CsvReader csv, int[] columns, out RecordedTrip trip)
    {
        trip = default;
        if (csv.FieldCount <= columns.Max()) return Refuse(csv, "too few columns");
        int weekday = Array.IndexOf(s_weekdays, csv.GetString(columns[1]));
        if (weekday < 0) return Refuse(csv, $"weekday is '{csv.GetString(columns[1])}', not one of {string.Join(", ", s_weekdays)}");
        if (!csv.TryParse(columns[0], out int vendor)) return RefuseNumber(csv, columns, 0);
        if (!csv.TryParse(columns[2], out int hour)) return RefuseNumber(csv, columns, 2);
        if (!csv.TryParse(columns[3], out int passengers)) return RefuseNumber(csv, columns, 3);
        if (!csv.TryParse(columns[4], out float distance)) return RefuseNumber(csv, columns, 4);
        if (!csv.TryParse(columns[5], out float fare)) return RefuseNumber(csv, columns, 5);
        trip = new RecordedTrip(new Trip(vendor, weekday, hour, passengers, distance), fare);
        return true;
    }

    private bool RefuseNumber(CsvReader csv, int[] columns, int column) =>
        Refuse(csv, $"{s_columns[column]} is '{csv.GetString(columns[column])}', not a number");

    private bool Refuse(CsvReader csv, string reason)
    {
        Refused.Add($"line {csv.LineNumber}: {reason}: {Encoding.UTF8.GetString(csv.RawRecord).TrimEnd()}");
        return false;
    }
}
