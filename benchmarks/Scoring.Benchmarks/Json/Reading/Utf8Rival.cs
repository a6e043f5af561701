using System.Text.Json;

namespace Scoring.Benchmarks.Json.Reading;

/// <summary>What one writes by hand with <see cref="Utf8JsonReader"/> for one known form.</summary>
internal sealed class Utf8Rival(int numbers)
{
    private readonly double[] _doubles = new double[numbers];
    private readonly float[] _singles = new float[numbers];
    private readonly long[] _labels = new long[numbers];

    public void ReadDoubles(byte[] text)
    {
        var reader = new Utf8JsonReader(text);
        int count = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number) _doubles[count++] = reader.GetDouble();
        }
    }

    public void ReadSingles(byte[] text)
    {
        var reader = new Utf8JsonReader(text);
        int count = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number) _singles[count++] = reader.GetSingle();
        }
    }

    public void ReadDoubleRecords(byte[] text)
    {
        var reader = new Utf8JsonReader(text);
        int row = -1;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject) row++;
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            if (reader.ValueTextEquals("score"u8) && reader.Read()) _doubles[row - 1] = reader.GetDouble();
            else if (reader.ValueTextEquals("label"u8) && reader.Read()) _labels[row - 1] = reader.GetInt64();
        }
    }

    public void ReadSingleRecords(byte[] text)
    {
        var reader = new Utf8JsonReader(text);
        int row = -1;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject) row++;
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            if (reader.ValueTextEquals("score"u8) && reader.Read()) _singles[row - 1] = reader.GetSingle();
            else if (reader.ValueTextEquals("label"u8) && reader.Read()) _labels[row - 1] = reader.GetInt64();
        }
    }
}
