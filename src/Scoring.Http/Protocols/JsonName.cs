using System.Text.Encodings.Web;
using System.Text.Json;

namespace Scoring.Http.Protocols;

/// <summary>Names in JSON.</summary>
internal static class JsonName
{
    /// <summary>A name in quotes.</summary>
    public static string Of(string name) => $"\"{JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
