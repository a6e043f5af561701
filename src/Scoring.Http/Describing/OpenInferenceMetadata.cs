using System.Collections.Immutable;
using System.Text.Json;
using Scoring.Http.Protocols;
using Scoring.Records;

namespace Scoring.Http.Describing;

/// <summary>Reads what an Open Inference server says of itself and of a model.</summary>
internal static class OpenInferenceMetadata
{
    /// <summary>Null when it cannot be read, or has a tensor that no column can hold.</summary>
    public static ScoringSignature? Read(ReadOnlyMemory<byte> json, EndpointReader endpoint)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            return new ScoringSignature
            {
                ModelName = root.GetProperty("name").GetString()!,
                ModelVersion = root.TryGetProperty("versions", out JsonElement versions) && versions.ValueKind == JsonValueKind.Array && versions.GetArrayLength() > 0 ? versions[versions.GetArrayLength() - 1].ToString() : null,
                Inputs = Tensors(root, "inputs"),
                Outputs = Tensors(root, "outputs"),
            };
        }
        catch (NotSupportedException error)
        {
            endpoint.Note(error.Message);
            return null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            endpoint.Note("What is there is no metadata of a model.");
            return null;
        }
    }

    /// <summary>Whether a server has an extension.</summary>
    public static bool Offers(ReadOnlyMemory<byte> json, string extension)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.TryGetProperty("extensions", out JsonElement extensions) && extensions.EnumerateArray().Any(one => one.ToString() == extension);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>None are given by some runtimes, which take and give whatever comes.</summary>
    private static ImmutableArray<SignatureColumn> Tensors(JsonElement root, string key)
    {
        if (!root.TryGetProperty(key, out JsonElement tensors) || tensors.ValueKind != JsonValueKind.Array || tensors.GetArrayLength() == 0)
            throw new NotSupportedException($"The metadata names no {key}.");
        return [.. tensors.EnumerateArray().Select(Tensor)];
    }

    private static SignatureColumn Tensor(JsonElement tensor)
    {
        string name = tensor.GetProperty("name").GetString()!;
        string? type = tensor.GetProperty("datatype").GetString();
        int[] shape = tensor.TryGetProperty("shape", out JsonElement dimensions) ? [.. dimensions.EnumerateArray().Skip(1).Select(static one => (int)Math.Clamp(one.GetInt64(), RowShape.Any, int.MaxValue))] : [];
        return new SignatureColumn(name, TensorTypes.Find(type) ?? throw new NotSupportedException($"Tensor '{name}' is {type}, which no column can hold."), RowShape.Create(shape));
    }
}
