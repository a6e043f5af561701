using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Scoring.Records;

namespace Scoring.Http.Describing;

/// <summary>Reads what TensorFlow Serving says of a model: <c>/v1/models/MODEL/metadata</c>.</summary>
internal static class TensorFlowMetadata
{
    /// <summary>What a model takes and gives; null when it cannot be read, or has no such signature.</summary>
    public static ScoringSignature? Read(ReadOnlyMemory<byte> json, EndpointReader endpoint, string signatureName) => ModelMetadata.Read(json, endpoint, root =>
    {
        if (!root.GetProperty("metadata").GetProperty("signature_def").GetProperty("signature_def").TryGetProperty(signatureName, out JsonElement signature)) return null;
        JsonElement model = root.GetProperty("model_spec");
        return new ScoringSignature
        {
            ModelName = model.GetProperty("name").GetString()!,
            ModelVersion = model.TryGetProperty("version", out JsonElement version) ? version.ToString() : null,
            Inputs = Tensors(signature.GetProperty("inputs")),
            Outputs = Tensors(signature.GetProperty("outputs")),
        };
    });

    /// <summary>Whether the status of a model says that one of its versions can be asked.</summary>
    public static bool IsAvailable(ReadOnlyMemory<byte> json, EndpointReader endpoint) => ModelMetadata.Read(
        json, endpoint, static root => root.GetProperty("model_version_status").EnumerateArray().Any(static version => version.GetProperty("state").GetString() == "AVAILABLE"));

    private static ImmutableArray<SignatureColumn> Tensors(JsonElement tensors) =>
        [.. tensors.EnumerateObject().OrderBy(static tensor => tensor.Name, StringComparer.Ordinal).Select(static tensor => Tensor(tensor.Name, tensor.Value))];

    private static SignatureColumn Tensor(string name, JsonElement tensor) => new(name, TypeOf(tensor.GetProperty("dtype").GetString()!), ShapeOf(tensor.GetProperty("tensor_shape")));

    /// <summary>Sizes are strings, as protobuf's JSON writes 64-bit numbers. The first dimension is the rows; a scalar has none, and is sent to as if it had.</summary>
    private static RowShape? ShapeOf(JsonElement shape)
    {
        if (shape.TryGetProperty("unknown_rank", out JsonElement unknown) && unknown.ValueKind == JsonValueKind.True) return null;
        if (!shape.TryGetProperty("dim", out JsonElement dimensions)) return RowShape.Scalar;
        return RowShape.Create([.. dimensions.EnumerateArray().Skip(1).Select(static dimension => Math.Max(RowShape.Any, int.Parse(dimension.GetProperty("size").ToString(), CultureInfo.InvariantCulture)))]);
    }

    private static ElementType TypeOf(string type) => type switch
    {
        "DT_FLOAT" => ElementType.Float32,
        "DT_DOUBLE" => ElementType.Float64,
        "DT_HALF" => ElementType.Float16,
        "DT_INT8" => ElementType.Int8,
        "DT_INT16" => ElementType.Int16,
        "DT_INT32" => ElementType.Int32,
        "DT_INT64" => ElementType.Int64,
        "DT_UINT8" => ElementType.UInt8,
        "DT_UINT16" => ElementType.UInt16,
        "DT_UINT32" => ElementType.UInt32,
        "DT_UINT64" => ElementType.UInt64,
        "DT_BOOL" => ElementType.Boolean,
        "DT_STRING" => ElementType.String,
        _ => throw new NotSupportedException($"There is a tensor of {type}, which no column can hold."),
    };
}
