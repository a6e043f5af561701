using System.Text.Json;

namespace Scoring.Http.Describing;

/// <summary>Reads documents in which servers describe themselves and their models.</summary>
internal static class ModelMetadata
{
    /// <summary>What is found in a document; null when that is not JSON, or not of the expected shape.</summary>
    /// <param name="json">The document.</param>
    /// <param name="endpoint">Is told what was found instead.</param>
    /// <param name="find">Looks at the root. A tensor that no column can hold is a <see cref="NotSupportedException"/>, whose message says so.</param>
    public static T? Read<T>(ReadOnlyMemory<byte> json, EndpointReader endpoint, Func<JsonElement, T?> find)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return find(document.RootElement);
        }
        catch (NotSupportedException error)
        {
            endpoint.Note(error.Message);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            endpoint.Note("What is there is no metadata of a model.");
        }

        return default;
    }
}
