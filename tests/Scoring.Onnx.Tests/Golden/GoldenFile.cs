using System.Globalization;
using System.Text.Json;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Golden;

/// <summary>Reads inputs and outputs that the runtime's own JavaScript and Python bindings gave; the rows of all cases one after another.</summary>
internal static class GoldenFile
{
    private const string ClassMaps = "seq<map<";

    public static TestRows Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement[] cases = [.. document.RootElement.GetProperty("cases").EnumerateArray()];
        return new TestRows(Columns(cases, "inputs"), Columns(cases, "outputs"));
    }

    private static TestColumn[] Columns(JsonElement[] cases, string side) =>
        [.. cases[0].GetProperty(side).EnumerateObject().SelectMany(value => Columns(value.Name, [.. cases.Select(c => c.GetProperty(side).GetProperty(value.Name))]))];

    private static TestColumn[] Columns(string name, JsonElement[] tensors)
    {
        string type = tensors[0].GetProperty("type").GetString()!;
        if (type.StartsWith(ClassMaps, StringComparison.Ordinal)) return Classes(name, [.. tensors.SelectMany(t => t.GetProperty("data").EnumerateArray())]);
        RowShape shape = RowShape.Create([.. tensors[0].GetProperty("shape").EnumerateArray().Skip(1).Select(d => d.GetInt32())]);
        JsonElement[] data = [.. tensors.SelectMany(Data)];
        return [type switch
        {
            "float32" when data.Length == 0 => new TestColumn<float>(name, shape, [.. tensors.SelectMany(Formula)]),
            "float32" => new TestColumn<float>(name, shape, [.. data.Select(v => (float)Number(v))]),
            "float64" => new TestColumn<double>(name, shape, [.. data.Select(Number)]),
            "float16" => new TestColumn<Half>(name, shape, [.. data.Select(v => BitConverter.UInt16BitsToHalf(v.GetUInt16()))]),
            "int32" => new TestColumn<int>(name, shape, [.. data.Select(v => v.GetInt32())]),
            "uint32" => new TestColumn<uint>(name, shape, [.. data.Select(v => v.GetUInt32())]),
            "int64" => new TestColumn<long>(name, shape, [.. data.Select(v => long.Parse(v.GetString()!, CultureInfo.InvariantCulture))]),
            "bool" => new TestColumn<bool>(name, shape, [.. data.Select(v => v.GetInt32() != 0)]),
            "string" => new TestStrings(name, shape, [.. data.Select(v => v.GetString()!)]),
            _ => throw new NotSupportedException($"Golden tensor '{name}' is {type}."),
        }];
    }

    /// <summary>A ZipMap's rows as one probability column per class.</summary>
    private static TestColumn[] Classes(string name, JsonElement[] maps) =>
        [.. maps[0].EnumerateObject().Select(c => new TestColumn<float>($"{name}_{c.Name}", RowShape.Scalar, [.. maps.Select(m => m.GetProperty(c.Name).GetSingle())]))];

    private static IEnumerable<JsonElement> Data(JsonElement tensor) => tensor.TryGetProperty("data", out JsonElement data) ? data.EnumerateArray() : [];

    private static IEnumerable<float> Formula(JsonElement tensor)
    {
        Assert.Equal("fround((i*7919 % 256) / 255)", tensor.GetProperty("formula").GetString());
        int count = tensor.GetProperty("shape").EnumerateArray().Aggregate(1, (product, d) => product * d.GetInt32());
        return Enumerable.Range(0, count).Select(i => (float)(i * 7919L % 256 / 255.0));
    }

    private static double Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble();
}
