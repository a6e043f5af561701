using System.Globalization;
using System.Text;
using Scoring.Fuzzing.Documents;
using Scoring.Records;

namespace Scoring.Fuzzing.Running;

/// <summary>Counts of cases, and what went wrong.</summary>
internal sealed class FuzzReport
{
    private const int MaxFailures = 10;

    private readonly long[,] _counts = new long[Enum.GetValues<FuzzForm>().Length, Enum.GetValues<Outcome>().Length];

    public List<string> Failures { get; } = [];

    public long Cases { get; private set; }

    public long Failed { get; private set; }

    public void Count(FuzzForm form, Outcome outcome)
    {
        Cases++;
        if (outcome == Outcome.Failed) Failed++;
        _counts[(int)form, (int)outcome]++;
    }

    /// <summary>Keeps what is needed to repeat a failure: the text itself, as C# writes it.</summary>
    public void Fail(ulong seed, long number, string wrong, ReadOnlySpan<byte> text, RecordSchema schema)
    {
        if (Failures.Count < MaxFailures) Failures.Add($"seed {seed}, case {number}, columns {schema}: {wrong}{Environment.NewLine}{Show(text)}");
    }

    public void Add(FuzzReport other)
    {
        Cases += other.Cases;
        Failed += other.Failed;
        Failures.AddRange(other.Failures);
        for (int form = 0; form < _counts.GetLength(0); form++)
        {
            for (int outcome = 0; outcome < _counts.GetLength(1); outcome++) _counts[form, outcome] += other._counts[form, outcome];
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"| form | {string.Join(" | ", Enum.GetNames<Outcome>())} |");
        text.AppendLine("| --- | --: | --: | --: | --: |");
        foreach (FuzzForm form in Enum.GetValues<FuzzForm>())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {form} | {string.Join(" | ", Enum.GetValues<Outcome>().Select(outcome => _counts[(int)form, (int)outcome].ToString("N0", CultureInfo.InvariantCulture)))} |");
        }

        foreach (string failure in Failures) text.AppendLine().AppendLine(failure);
        return text.ToString();
    }

    private static string Show(ReadOnlySpan<byte> text)
    {
        var shown = new StringBuilder();
        foreach (byte value in text)
        {
            if (value is >= 0x20 and < 0x7F) shown.Append((char)value);
            else shown.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}");
        }

        return shown.ToString();
    }
}
