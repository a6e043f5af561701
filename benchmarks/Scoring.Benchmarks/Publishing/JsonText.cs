using System.Globalization;
using System.Text;
using Scoring.Benchmarks.Json.Results;

namespace Scoring.Benchmarks.Publishing;

/// <summary>JSON for frames as Markdown: the budget first, then the figures behind it.</summary>
internal static class JsonText
{
    public static string Create(JsonResults results)
    {
        var text = new StringBuilder();
        Line(text, $"# JSON for frames\n\n`{results.Command}`\n");
        Line(text, $"{results.Machine.Cpu}, {results.Machine.Cores} cores; {results.Machine.System}; {results.Machine.Runtime}.\n");
        Line(text, $"1,000 rows; {results.Rounds} interleaved rounds of {results.WindowMilliseconds:0} ms; times are medians, ratios medians of each round's ratio. Each tier in a process of its own: without AVX-512 by `DOTNET_EnableAVX512=0`, portable by `DOTNET_EnableHWIntrinsic=0`, which slow the rivals down too. Newtonsoft.Json goes from and to UTF-8. What C++ does on the same machine is in [json-native.md](json-native.md).\n");
        BudgetTable.Add(text, results.Budget);
        foreach (JsonTierResult tier in results.Tiers) AddTier(text, tier);
        return text.ToString().TrimEnd() + Environment.NewLine;
    }

    private static void AddTier(StringBuilder text, JsonTierResult tier)
    {
        Line(text, $"## {tier.Tier}\n");
        Line(text, $"| case | data | by | ns per value | GB/s | times slower | bytes allocated per batch |");
        Line(text, $"| --- | --- | --- | ---: | ---: | ---: | ---: |");
        foreach (JsonCaseResult measured in tier.Cases)
        {
            foreach (JsonContenderResult way in measured.Contenders)
            {
                Line(text, $"| {measured.Group} | {measured.Name} | {way.Name} | {way.NanosecondsPerValue:0.00} | {way.GigabytesPerSecond:0.00} | {way.Slower:0.0} | {way.BytesPerBatch:0} |");
            }
        }

        text.AppendLine();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
