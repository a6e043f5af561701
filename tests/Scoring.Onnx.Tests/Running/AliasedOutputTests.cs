using Scoring.Onnx.Tests.Writing;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>Where the runtime computes nothing new for an output, because it is an input, a constant or another output, it still comes whole and fresh.</summary>
public sealed class AliasedOutputTests
{
    public static TheoryData<string, OnnxGraphOptimization> Cases
    {
        get
        {
            var cases = new TheoryData<string, OnnxGraphOptimization>();
            foreach (string name in s_models.Keys)
            {
                foreach (OnnxGraphOptimization optimization in Enum.GetValues<OnnxGraphOptimization>()) cases.Add(name, optimization);
            }

            return cases;
        }
    }

    /// <summary>Each gives its input, or the input's negative, under one or two names.</summary>
    private static readonly Dictionary<string, (ModelWriter Model, int Sign)> s_models = new(StringComparer.Ordinal)
    {
        ["the input itself"] = (new ModelWriter().Input("A", "float[N,2]").Node("Neg", ["A"], ["unused"]).Output("A", "float[N,2]"), 1),
        ["identity"] = (One().Node("Identity", ["X"], ["A"]), 1),
        ["two identities"] = (Two().Node("Identity", ["X"], ["A"]).Node("Identity", ["X"], ["B"]), 1),
        ["the same twice"] = (Two().Node("Neg", ["X"], ["A"]).Node("Neg", ["X"], ["B"]), -1),
        ["output of an output"] = (Two().Node("Neg", ["X"], ["A"]).Node("Identity", ["A"], ["B"]), -1),
        ["cast to its own type"] = (One().Node("Cast", ["X"], ["A"], ("to", TypeText.Element("float"))), 1),
        ["dropout"] = (One().Node("Dropout", ["X"], ["A"]), 1),
        ["flatten"] = (One().Node("Flatten", ["X"], ["A"]), 1),
        ["squeeze of nothing"] = (One().Node("Squeeze", ["X"], ["A"]), 1),
        ["concatenation of one"] = (One().Node("Concat", ["X"], ["A"], ("axis", 1)), 1),
        ["sum with zero"] = (One().Initializer(Tensor.Of("zero", [1], [0f])).Node("Add", ["X", "zero"], ["A"]), 1),
        ["product with one"] = (Two().Initializer(Tensor.Of("one", [1], [1f])).Node("Mul", ["X", "one"], ["A"]).Node("Identity", ["X"], ["B"]), 1),
        ["shape and its own inverse"] = (One().Initializer(Tensor.Of("flat", [1], [-1L])).Initializer(Tensor.Of("pairs", [2], [-1L, 2L]))
            .Node("Reshape", ["X", "flat"], ["line"]).Node("Reshape", ["line", "pairs"], ["A"]), 1),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Output_that_is_nothing_new_comes_whole_and_fresh(string name, OnnxGraphOptimization optimization)
    {
        (ModelWriter model, int sign) = s_models[name];
        await using OnnxScoringClient client = model.Load(new OnnxScoringOptions { GraphOptimization = optimization, Lanes = 1 });
        for (int i = 1; i < 4; i++)
        {
            using RecordBatch rows = RecordBatch.FromRows<float>([[i, 2 * i], [3 * i, 4 * i], [5 * i, 6 * i]]);
            RecordBatch response = await client.ScoreAsync(rows);
            rows.GetColumn<float>(0).Values.Clear();
            float[] expected = [.. Enumerable.Range(1, 6).Select(k => (float)(sign * k * i))];
            Assert.All(response.Schema.Columns, column => Assert.Equal(expected, response.GetColumn<float>(column.Name).Values.ToArray()));

            // What the next response finds in its memory, should nobody write there.
            for (int column = 0; column < response.Schema.Columns.Length; column++) response.GetColumn<float>(column).Values.Fill(-999);
            response.Dispose();
        }
    }

    private static ModelWriter One() => new ModelWriter().Input("X", "float[N,2]").Output("A", "float[N,2]");

    private static ModelWriter Two() => One().Output("B", "float[N,2]");
}
