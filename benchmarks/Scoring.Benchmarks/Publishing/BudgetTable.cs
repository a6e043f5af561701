using System.Globalization;
using System.Text;
using Scoring.Benchmarks.LocalOnnx;

namespace Scoring.Benchmarks.Publishing;

/// <summary>The lines that have a budget, as one Markdown table.</summary>
public static class BudgetTable
{
    private const string BelowFloor = "✗";

    public static void Add(StringBuilder text, IReadOnlyList<BudgetRowResult> rows)
    {
        if (rows.Count == 0) return;
        string[] models = [.. rows.SelectMany(static row => row.Values).Select(static value => value.Model).Distinct()];
        text.AppendLine($"| case | measure | {string.Join(" | ", models)} | floor | aim |");
        text.AppendLine($"| --- | --- |{string.Concat(models.Select(static _ => " ---: |"))} ---: | ---: |");
        foreach (BudgetRowResult row in rows)
        {
            IEnumerable<string> values = models.Select(model => Value(row, row.Values.FirstOrDefault(value => value.Model == model)));
            text.AppendLine($"| {row.Case} | {row.Measure} | {string.Join(" | ", values)} | {Bound(row, static value => value.Floor)} | {Bound(row, static value => value.Aim)} |");
        }

        text.AppendLine($"\n{BelowFloor} marks what is below its floor (above it, for times and bytes). Floors and aims are in the order of the models.\n");
    }

    private static string Value(BudgetRowResult row, BudgetValueResult? value) => value is null
        ? "–"
        : value.IsBelowFloor ? $"{BelowFloor} **{Number(value.Value, row.Digits)}**" : Number(value.Value, row.Digits);

    /// <summary>One number where it is the same for all models.</summary>
    private static string Bound(BudgetRowResult row, Func<BudgetValueResult, double?> bound)
    {
        string[] bounds = [.. row.Values.Select(value => bound(value) is { } number ? number.ToString("0.###", CultureInfo.InvariantCulture) : "–")];
        return bounds.Distinct().Count() == 1 ? bounds[0] : string.Join(" / ", bounds);
    }

    /// <summary>Zero has no sign; what was never reached is infinite.</summary>
    private static string Number(double value, int digits) => double.IsPositiveInfinity(value) ? "never" : (Math.Round(value, digits) + 0.0).ToString($"F{digits}", CultureInfo.InvariantCulture);
}
