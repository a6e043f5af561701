using System.Net.Http.Headers;

namespace Scoring.Http.Sending;

/// <summary>Media types of requests, parsed once.</summary>
internal static class ContentTypes
{
    public const string Json = "application/json", Binary = "application/octet-stream";

    private static readonly MediaTypeHeaderValue s_json = new(Json), s_binary = new(Binary);

    /// <summary>The header; nobody changes it.</summary>
    public static MediaTypeHeaderValue Parse(string type) => type switch
    {
        Json => s_json,
        Binary => s_binary,
        _ => MediaTypeHeaderValue.Parse(type),
    };
}
