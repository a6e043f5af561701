using System.Text.Json;

namespace Scoring.Tool.Tests.Commands;

public class InspectTests
{
    [Fact]
    public async Task Table_shows_inputs_outputs_and_how_the_model_is_run()
    {
        ToolRun run = await ToolRun.RunAsync("inspect", Models.Taxi);

        Assert.Equal(ExitCode.Ok, run.Code);
        string[] shown = ["taxi-gbdt.onnx", "features float32[N, 5]", "fare float32[N, 1]", "equal", "lanes", "ONNX Runtime 1."];
        Assert.All(shown, part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Json_has_the_whole_report()
    {
        ToolRun run = await ToolRun.RunAsync("inspect", Models.PathOf("logreg4_zipmap"), "-o", "json");

        using JsonDocument report = JsonDocument.Parse(run.Output);
        JsonElement root = report.RootElement;
        Assert.Equal("logreg4_zipmap.onnx", root.GetProperty("name").GetString());
        Assert.Equal("X", root.GetProperty("inputs")[0].GetProperty("name").GetString());
        Assert.Equal("Equal", root.GetProperty("batchProbe").GetString());
        Assert.Contains("ZipMap", root.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        string[] named = [.. typeof(Scoring.Onnx.OnnxModelInfo).GetProperties().Select(static p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))];
        Assert.All(named, name => Assert.True(root.TryGetProperty(name, out _), name));
    }

    [Fact]
    public async Task Unknown_format_is_a_usage_error() => (await ToolRun.RunAsync("inspect", Models.Taxi, "-o", "xml")).AssertRefused(ExitCode.Usage, "xml");
}
