using Microsoft.AspNetCore.Http;

namespace Scoring.Http.Tests.Servers;

/// <summary>A request as it arrived.</summary>
internal sealed record Recorded(string Method, string Path, string Query, IDictionary<string, string> Headers, byte[] Bytes, string Protocol)
{
    public string Body => System.Text.Encoding.UTF8.GetString(Bytes);

    public static async Task<Recorded> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var headers = request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new Recorded(request.Method, request.Path, request.QueryString.Value ?? "", headers, body.ToArray(), request.Protocol);
    }
}
