using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Scoring.Benchmarks.Measuring;

/// <summary>Results as a Markdown table and as JSON.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static string ToMarkdown(string title, string command, MachineInfo machine, IReadOnlyList<Result> results)
    {
        var text = new StringBuilder();
        text.AppendLine($"# {title}").AppendLine();
        text.AppendLine($"`{command}`").AppendLine();
        text.AppendLine(Invariant($"{machine.Cpu}, {machine.Cores} cores; {machine.System}; {machine.Runtime}; ONNX Runtime {machine.OnnxRuntime}")).AppendLine();
        text.AppendLine("| case | model | measure | value | floor | aim | figures |").AppendLine("| --- | --- | --- | ---: | ---: | ---: | --- |");
        foreach (Result r in results) text.AppendLine($"| {r.Case} | {r.Model} | {r.Measure} | {Number(r.Value)} | {Number(r.Floor)} | {Number(r.Aim)} | {r.Detail} |");
        return text.ToString();
    }

    public static string ToJson(string title, string command, MachineInfo machine, IReadOnlyList<Result> results) =>
        JsonSerializer.Serialize(new { title, command, machine, results }, s_json);

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Number(double? value) => value is { } v ? v.ToString(Math.Abs(v) >= 10 ? "0" : "0.###", CultureInfo.InvariantCulture) : "";
}
