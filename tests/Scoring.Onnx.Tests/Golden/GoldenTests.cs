using Scoring.Onnx.Tests.Support;

namespace Scoring.Onnx.Tests.Golden;

/// <summary>Models made by many tools give, through every route and at every batch size, what the runtime's own bindings gave.</summary>
public sealed class GoldenTests
{
    /// <summary>A row takes a sixtieth of a second: a thousand of them go as a batch and as arrays, not on every route.</summary>
    private const string Slow = "light_squeezenet";

    private static readonly int[] s_batches = [1, 7, 1000];

    /// <summary>Each model with the routes that its columns can take: arrays need one input, fluent columns and outputs one string each.</summary>
    private static readonly (string Model, Route[] Routes)[] s_models =
    [
        ("conv-float16", [Route.Batch, Route.Arrays, Route.Fluent, Route.PerRow]),
        ("identity_string", [Route.Batch, Route.Arrays, Route.PerRow]),
        (Slow, [Route.Batch, Route.Arrays, Route.Fluent, Route.PerRow]),
        ("logreg_iris", [Route.Batch, Route.Arrays, Route.Fluent, Route.PerRow]),
        ("mlnet-breast-cancer", [Route.Batch, Route.Fluent, Route.PerRow]),
        ("mnist", [Route.Batch, Route.Arrays, Route.Fluent, Route.PerRow]),
        ("treecl", [Route.Batch, Route.Arrays, Route.Fluent, Route.PerRow]),
        ("triton-simple", [Route.Batch, Route.Fluent, Route.PerRow]),
        ("triton-simple-string", [Route.Batch, Route.PerRow]),
        ("types_BOOL", [Route.Batch, Route.Arrays, Route.Fluent, Route.PerRow]),
        ("types_DOUBLE", [Route.Batch, Route.Arrays, Route.Fluent, Route.PerRow]),
        ("types_FLOAT16", [Route.Batch, Route.Arrays, Route.Fluent, Route.PerRow]),
        ("types_INT64", [Route.Batch, Route.Arrays, Route.Fluent, Route.PerRow]),
    ];

    public static TheoryData<string, Route, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, Route, int>();
            foreach ((string model, Route[] routes) in s_models)
            {
                foreach (Route route in routes)
                {
                    foreach (int batch in s_batches)
                    {
                        if (model != Slow || batch < 1000 || route is Route.Batch or Route.Arrays) cases.Add(model, route, batch);
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Model_gives_its_golden_scores(string model, Route route, int batch)
    {
        string golden = SharedData.Require($"models/{model}.golden.json");
        OnnxScoringClient client = OnnxScoringClient.Load(SharedData.Require($"models/{model}.onnx"));
        await GoldenRun.RunAsync(client, GoldenFile.Read(golden), route, batch);
    }

    [Fact]
    public void Models_are_all_that_have_golden_scores() => Assert.Equal(
        s_models.Select(model => model.Model).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(SharedData.Require("models"), "*.golden.json").Select(file => Path.GetFileName(file)[..^".golden.json".Length]).Order(StringComparer.Ordinal));
}
