using Scoring.Onnx.Tests.Support;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Golden;

/// <summary>The models of the taxi example give, through every route and at every batch size, what scikit-learn gave.</summary>
public sealed class TaxiTests
{
    private static readonly int[] s_batches = [1, 7, 1000];

    public static TheoryData<string, Route, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, Route, int>();
            foreach (string model in new[] { "taxi-gbdt", "taxi-linear", "taxi-mlp", "taxi-columns", "taxi-card", "taxi-card-zipmap" })
            {
                // Arrays fill one input; the model of named columns has five.
                foreach (Route route in Enum.GetValues<Route>().Where(route => route != Route.Arrays || model != "taxi-columns"))
                {
                    foreach (int batch in s_batches) cases.Add(model, route, batch);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Model_gives_the_fitted_scores(string model, Route route, int batch)
    {
        var rows = new TaxiRows(SharedData.Require("taxi/taxi-golden.csv"));
        await GoldenRun.RunAsync(OnnxScoringClient.Load(SharedData.Require($"models/{model}.onnx")), RowsFor(rows, model), route, batch);
    }

    private static TestRows RowsFor(TaxiRows rows, string model) => model switch
    {
        "taxi-columns" => rows.Columns(rows.Fare("columns")),
        "taxi-card" => rows.Packed(rows.Label(), new TestColumn<float>("probs", [2], [.. rows.Card(paid: false).Zip(rows.Card(paid: true)).SelectMany(p => new[] { p.First, p.Second })])),
        "taxi-card-zipmap" => rows.Packed(
            rows.Label(),
            new TestColumn<float>("probabilities_0", RowShape.Scalar, rows.Card(paid: false)),
            new TestColumn<float>("probabilities_1", RowShape.Scalar, rows.Card(paid: true))),
        _ => rows.Packed(rows.Fare(model["taxi-".Length..])),
    };
}
