using System.Collections.Immutable;
using System.Text.Json;
using Scoring.Http.Protocols;
using Scoring.Records;

namespace Scoring.Http.Describing;

/// <summary>Reads what an Open Inference server says of itself and of a model.</summary>
internal static class OpenInferenceMetadata
{
    /// <summary>What a model takes and gives; null when it cannot be read, or has a tensor that no column can hold.</summary>
    public static ScoringSignature? Read(ReadOnlyMemory<byte> json, EndpointReader endpoint) => ModelMetadata.Read(json, endpoint, static root => new ScoringSignature
    {
        ModelName = root.GetProperty("name").GetString()!,
        ModelVersion = root.TryGetProperty("versions", out JsonElement versions) && versions.ValueKind == JsonValueKind.Array ? versions.EnumerateArray().LastOrDefault().ToString() is { Length: > 0 } last ? last : null : null,
        Inputs = Tensors(root, "inputs"),
        Outputs = Tensors(root, "outputs"),
    });

    /// <summary>Whether a server has an extension.</summary>
    public static bool Offers(ReadOnlyMemory<byte> json, EndpointReader endpoint, string extension) => ModelMetadata.Read(
        json, endpoint, root => root.TryGetProperty("extensions", out JsonElement extensions) && extensions.EnumerateArray().Any(one => one.ToString() == extension));

    /// <summary>Whether a server or model that answered 200 says all the same that it is not ready, as KServe's can.</summary>
    public static bool SaysNotReady(ReadOnlyMemory<byte> json, EndpointReader endpoint) => !json.IsEmpty && ModelMetadata.Read(
        json, endpoint, static root => root.ValueKind == JsonValueKind.Object && root.TryGetProperty("ready", out JsonElement ready) && ready.ToString() is "False" or "false");

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
