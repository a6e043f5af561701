using System.Globalization;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Golden;

/// <summary>Taxi trips that no model saw, with each model's score from scikit-learn.</summary>
internal sealed class TaxiRows(string path)
{
    private readonly Dictionary<string, string[]> _columns = Read(path);

    /// <summary>One packed input of five numbers.</summary>
    public TestRows Packed(params TestColumn[] outputs)
    {
        double[][] features = [.. new[] { "vendorid", "weekday_n", "pickuphour", "passenger", "distance" }.Select(Doubles)];
        float[] values = [.. Enumerable.Range(0, features[0].Length).SelectMany(row => features.Select(feature => (float)feature[row]))];
        return new TestRows([new TestColumn<float>("features", [features.Length], values)], outputs);
    }

    /// <summary>One input per column, of three types.</summary>
    public TestRows Columns(params TestColumn[] outputs) => new(
        [
            new TestStrings("vendorid", [1], _columns["vendorid"]),
            new TestStrings("weekday", [1], _columns["weekday"]),
            new TestColumn<long>("pickuphour", [1], [.. Doubles("pickuphour").Select(v => (long)v)]),
            new TestColumn<long>("passenger", [1], [.. Doubles("passenger").Select(v => (long)v)]),
            new TestColumn<float>("distance", [1], [.. Doubles("distance").Select(v => (float)v)]),
        ],
        outputs);

    public TestColumn Fare(string column) => new TestColumn<float>("fare", [1], [.. Doubles(column).Select(v => (float)v)]);

    public TestColumn Label() => new TestColumn<long>("label", RowShape.Scalar, [.. Doubles("card_label").Select(v => (long)v)]);

    /// <summary>The probability that a trip is paid by card, or that it is not.</summary>
    public float[] Card(bool paid) => [.. Doubles("card_p1").Select(p => (float)(paid ? p : 1 - p))];

    private double[] Doubles(string column) => [.. _columns[column].Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

    private static Dictionary<string, string[]> Read(string path)
    {
        string[][] lines = [.. File.ReadLines(path).Select(line => line.Split(','))];
        return lines[0].Index().ToDictionary(column => column.Item, column => lines.Skip(1).Select(line => line[column.Index]).ToArray(), StringComparer.Ordinal);
    }
}
