using Scoring.Benchmarks.Json.Results;
using Scoring.Benchmarks.Measuring;
using Scoring.Benchmarks.Publishing;

namespace Scoring.Repository.Tests.Documentation;

/// <summary>What is made of results of JSON for frames, on results made up for it.</summary>
public class JsonResultsTests
{
    private static readonly JsonResults s_results = new("run", new MachineInfo("a processor", 2, "a system", ".NET", "not used"), 9, 40,
    [
        new JsonTierResult("first", [Case(JsonGroups.WriteSingle, "price", 9), Case(JsonGroups.WriteSingle, "gauss", 12), Case(JsonGroups.ReadArrays, "price", 5)]),
        new JsonTierResult("second", [Case(JsonGroups.WriteSingle, "price", 3.9), Case(JsonGroups.ReadArrays, "price", 3)]),
        new JsonTierResult("third", [Case(JsonGroups.WriteSingle, "price", 2), Case(JsonGroups.ReadArrays, "price", 2)]),
    ]);

    [Fact]
    public void Least_of_all_data_sets_stands_beside_the_floor_of_its_tier()
    {
        string text = JsonText.Create(s_results with { Budget = JsonBudgets.Compare(s_results) });
        Assert.Contains("| case | measure | first | second | third | floor | aim |", text, StringComparison.Ordinal);
        Assert.Contains("| write float32 | ÷ JsonSerializer, least of all data sets | 9.0 | ✗ **3.9** | 2.0 | 8 / 4 / 2 | 15 / – / – |", text, StringComparison.Ordinal);
        Assert.Contains("| read number arrays, 10 columns | ÷ Utf8JsonReader, least of all data sets | 5.0 | ✗ **3.0** | 2.0 | 4 / 4 / 2 | 6 / – / – |", text, StringComparison.Ordinal);
        Assert.Contains("| write float32 | gauss | the rival | 12.00 | 1.00 | 12.0 | 0 |", text, StringComparison.Ordinal);
    }

    private static JsonCaseResult Case(string group, string name, double slower) =>
        new(group, name, [new("ours", 1, 12, 1, 0), new("the rival", slower, 12 / slower, slower, 0)]);
}
