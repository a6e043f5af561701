using System.CommandLine;
using Scoring.Simulation.Rivals;

namespace Scoring.Simulation.Tests;

public sealed class SimulationCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Theory]
    [InlineData("--without", "anything", "refusal")]
    [InlineData("--set", "all", "tuning")]
    [InlineData("--policy", "nobody", "greedy")]
    [InlineData("--seed", "-1", "--seed")]
    [InlineData("--seed", "x", "--seed")]
    [InlineData("--profiles", "0", "from 1 to")]
    [InlineData("--profiles", "-3", "from 1 to")]
    [InlineData("--profiles", "many", "--profiles")]
    [InlineData("--profile", "nobody", "No service")]
    [InlineData("--scenario", "none", "No service")]
    [InlineData("--profiles-file", "not-there.json", "not-there.json")]
    [InlineData("--json", "not-there/report.json", "not-there")]
    public void Wrong_argument_is_explained(string option, string value, string expected) => ExpectError(expected, option, value);

    [Theory]
    [InlineData("", "not a JSON array")]
    [InlineData("{}", "not a JSON array")]
    [InlineData("""[{"kind":"linear","a_ms":"two"}]""", "a_ms")]
    [InlineData("[]", "no profiles")]
    [InlineData("[null]", "number 1 is null")]
    [InlineData("""[{"name":"x","kind":"cubic","a_ms":1,"c_ms":1,"budget_ms":60}]""", "x has the kind 'cubic'")]
    [InlineData("""[{"a_ms":1,"c_ms":1,"budget_ms":60}]""", "number 1 has the kind ''")]
    [InlineData("""[{"kind":"3","a_ms":1,"c_ms":1,"budget_ms":60}]""", "kind '3'")]
    [InlineData("""[{"kind":"linear","a_ms":-1,"c_ms":1,"budget_ms":60}]""", "not negative")]
    [InlineData("""[{"kind":"linear","a_ms":1,"c_ms":1}]""", "budget_ms")]
    [InlineData("""[{"kind":"step","a_ms":1,"c_ms":1,"budget_ms":60}]""", "an s of at least 1")]
    [InlineData("""[{"kind":"linear","a_ms":1,"c_ms":1,"budget_ms":60,"noise":-1}]""", "noise")]
    [InlineData("""[{"kind":"linear","a_ms":1,"c_ms":1,"budget_ms":60,"pause":{"probability":2,"ms":1}}]""", "pause")]
    [InlineData("""[{"kind":"linear","a_ms":1,"c_ms":1,"budget_ms":60,"shift":{"at":0.5,"factor":0}}]""", "shift")]
    public void Wrong_file_is_explained(string json, string expected)
    {
        string path = Path.Combine(_folder.FullName, "profiles.json");
        File.WriteAllText(path, json);
        ExpectError(expected, "--profiles-file", path);
    }

    [Fact]
    public void Profiles_of_a_file_are_reported()
    {
        string path = Path.Combine(_folder.FullName, "profiles.json"), report = Path.Combine(_folder.FullName, "report.json");
        File.WriteAllText(path, """[{"name":"x","kind":"linear","a_ms":4,"c_ms":0.1,"budget_ms":60}]""");
        (int code, string output, string errors) = Invoke("--profiles-file", path, "--scenario", "closed", "--json", report, "--without", "drift");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("| x/closed |", output);
        Assert.Contains(Rival.All[0].Name, File.ReadAllText(report));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void ExpectError(string expected, params string[] arguments)
    {
        (int code, string output, string errors) = Invoke(arguments);
        Assert.NotEqual(0, code);
        Assert.Contains(expected, errors);
        Assert.DoesNotContain("   at ", output + errors);
    }

    private static (int Code, string Output, string Errors) Invoke(params string[] arguments)
    {
        using StringWriter output = new(), errors = new();
        int code = SimulationCommand.Create().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = errors });
        return (code, output.ToString(), errors.ToString());
    }
}
