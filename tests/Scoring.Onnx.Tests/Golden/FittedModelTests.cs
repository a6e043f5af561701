using Scoring.Onnx.Tests.Support;

namespace Scoring.Onnx.Tests.Golden;

/// <summary>Linear models, trees and a network give, through every route and at every batch size, what scikit-learn gave.</summary>
public sealed class FittedModelTests
{
    private static readonly int[] s_batches = [1, 7, 1000];

    public static TheoryData<string, Route, int> Own => Cases("gbdt_multi6", "logreg4", "logreg4_ml", "logreg4_zipmap", "mlp32");

    public static TheoryData<string, Route, int> Shared => Cases("gbdt_cls20", "gbdt_multi6", "gbdt_reg20", "logreg4", "logreg4_ml", "logreg4_zipmap", "mlp32");

    [Theory]
    [MemberData(nameof(Own))]
    public Task Model_of_this_project_gives_the_fitted_scores(string model, Route route, int batch) =>
        GoldenRun.RunAsync(TestModels.Load(model), FittedModel.Read(TestModels.Folder, model), route, batch);

    [Theory]
    [MemberData(nameof(Shared))]
    public async Task Model_gives_the_fitted_scores_of_all_rows(string model, Route route, int batch)
    {
        string file = SharedData.Require($"probe/{model}.onnx");
        await GoldenRun.RunAsync(OnnxScoringClient.Load(file), FittedModel.Read(Path.GetDirectoryName(file)!, model), route, batch);
    }

    private static TheoryData<string, Route, int> Cases(params string[] models)
    {
        var cases = new TheoryData<string, Route, int>();
        foreach (string model in models)
        {
            foreach (Route route in Enum.GetValues<Route>())
            {
                foreach (int batch in s_batches) cases.Add(model, route, batch);
            }
        }

        return cases;
    }
}
