using System.Text.Json;

namespace Scoring.Http.Protocols;

/// <summary>One tensor as the JSON head of an answer describes it.</summary>
internal sealed class TensorHead
{
    public string Name { get; private set; } = "";

    public string? DataType { get; private set; }

    public long[] Shape { get; private set; } = [];

    /// <summary>Null when its values are in the head.</summary>
    public long? BinarySize { get; private set; }

    /// <summary>Where in the head its values are.</summary>
    public Range Data { get; private set; }

    /// <summary>All outputs, in their order.</summary>
    /// <exception cref="ScoringResponseException">It is no such head.</exception>
    public static List<TensorHead> ReadAll(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            var tensors = new List<TensorHead>();
            reader.Read();
            while (NextProperty(ref reader, out string? name))
            {
                if (name != "outputs" || reader.TokenType != JsonTokenType.StartArray) reader.Skip();
                else while (reader.Read() && reader.TokenType == JsonTokenType.StartObject) tensors.Add(ReadOne(ref reader));
            }

            return tensors;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new ScoringResponseException($"The head of the binary answer cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Goes to the value of the next property; false at the end of the object.</summary>
    private static bool NextProperty(ref Utf8JsonReader reader, out string? name)
    {
        name = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName) return false;
        name = reader.GetString();
        return reader.Read();
    }

    private static TensorHead ReadOne(ref Utf8JsonReader reader)
    {
        var tensor = new TensorHead();
        while (NextProperty(ref reader, out string? name))
        {
            switch (name)
            {
                case "name": tensor.Name = reader.GetString() ?? ""; break;
                case "datatype": tensor.DataType = reader.GetString(); break;
                case "shape": tensor.Shape = ReadShape(ref reader); break;
                case "parameters": tensor.ReadParameters(ref reader); break;
                case "data": tensor.ReadData(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return tensor;
    }

    private static long[] ReadShape(ref Utf8JsonReader reader)
    {
        var shape = new List<long>();
        while (reader.Read() && reader.TokenType == JsonTokenType.Number) shape.Add(reader.GetInt64());
        return [.. shape];
    }

    private void ReadParameters(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return;
        while (NextProperty(ref reader, out string? name))
        {
            if (name == "binary_data_size") BinarySize = Math.Max(0, reader.GetInt64());
            else reader.Skip();
        }
    }

    private void ReadData(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        Data = start..(int)reader.BytesConsumed;
    }
}
