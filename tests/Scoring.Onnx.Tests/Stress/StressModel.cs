using Scoring.Onnx.Tests.Support;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Stress;

/// <summary>A model of this project with rows and the scores that it gives for them undisturbed.</summary>
internal sealed class StressModel
{
    private const float Tolerance = 1e-5f;

    private readonly float[] _features;
    private readonly float[] _scores;
    private readonly int _perScore;

    private StressModel(string name, float[] features, int width, float[] scores)
    {
        (Name, _features, Width, _scores) = (name, features, width, scores);
        Count = features.Length / width;
        _perScore = scores.Length / Count;
    }

    public string Name { get; }

    /// <summary>Values per row.</summary>
    public int Width { get; }

    public int Count { get; }

    public static async Task<StressModel> LoadAsync(string name, int width)
    {
        float[] features = TestModels.Numbers<float>($"{name}.X.bin");
        await using OnnxScoringClient client = TestModels.Load(name);
        using RecordBatch rows = RecordBatch.FromValues<float>(features, [width], "X");
        using RecordBatch response = await client.ScoreAsync(rows);
        return new StressModel(name, features, width, response.GetColumn<float>(0).Values.ToArray());
    }

    /// <summary>Rows from <paramref name="start"/> on, and from the first one again after the last.</summary>
    public float[] Features(int start, int rows) => [.. Enumerable.Range(start, rows).SelectMany(Row)];

    public float[] Row(int row) => _features.AsSpan(row % Count * Width, Width).ToArray();

    /// <summary>Whether these are the scores of the rows from <paramref name="start"/> on.</summary>
    public bool AreScores(int start, int rows, ReadOnlySpan<float> actual)
    {
        if (actual.Length != rows * _perScore) return false;
        for (int i = 0; i < actual.Length; i++)
        {
            float expected = _scores[((start * _perScore) + i) % _scores.Length];
            if (!(MathF.Abs(expected - actual[i]) <= Tolerance * MathF.Max(1, MathF.Abs(expected)))) return false;
        }

        return true;
    }
}
