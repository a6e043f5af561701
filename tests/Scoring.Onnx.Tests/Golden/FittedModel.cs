using System.Text.Json;
using Scoring.Onnx.Tests.Support;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Golden;

/// <summary>Rows with scores from scikit-learn that lie beside a model as raw numbers, with their shapes in <c>meta.json</c>.</summary>
internal static class FittedModel
{
    /// <summary>scikit-learn adds up in double precision, the models in single precision.</summary>
    private const double SizeOfTerms = 0.1;

    public static TestRows Read(string folder, string model)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "meta.json")));
        JsonElement meta = document.RootElement.GetProperty(model);
        var input = new TestColumn<float>("X", [meta.GetProperty("cols").GetInt32()], TestModels.Numbers<float>(folder, $"{model}.X.bin"));
        TestColumn[] outputs = [.. meta.GetProperty("outs").EnumerateObject().SelectMany(output => Columns(folder, model, output))];
        return new TestRows([input], [.. outputs.OrderBy(output => output.Name, StringComparer.Ordinal)]);
    }

    private static IEnumerable<TestColumn> Columns(string folder, string model, JsonProperty output)
    {
        string file = $"{model}.{output.Name}.bin";
        int[] shape = [.. output.Value[0].EnumerateArray().Skip(1).Select(d => d.GetInt32())];
        if (output.Value[1].GetString() == "int64") return [new TestColumn<long>(output.Name, RowShape.Create(shape), TestModels.Numbers<long>(folder, file))];
        float[] scores = TestModels.Numbers<float>(folder, file);

        // A ZipMap gives the same probabilities as one column per class.
        return model.EndsWith("zipmap", StringComparison.Ordinal)
            ? Enumerable.Range(0, shape[0]).Select(c => new TestColumn<float>($"probs_{c}", RowShape.Scalar, [.. scores.Where((_, i) => i % shape[0] == c)]))
            : [new TestColumn<float>(output.Name, RowShape.Create(shape), scores, SizeOfTerms)];
    }
}
