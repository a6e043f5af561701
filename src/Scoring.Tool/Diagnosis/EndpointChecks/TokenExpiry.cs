using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Scoring.Tool.Diagnosis.EndpointChecks;

/// <summary>When a token ends, where it says so itself: a JSON Web Token (RFC 7519, "exp").</summary>
internal static class TokenExpiry
{
    private const int Parts = 3;

    /// <returns>Null where it is a key or another kind of token.</returns>
    public static DateTimeOffset? Of(string token)
    {
        string[] parts = token.Split('.');
        if (parts.Length != Parts || !Base64Url.IsValid(parts[1])) return null;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            bool has = claims.RootElement.ValueKind == JsonValueKind.Object && claims.RootElement.TryGetProperty("exp", out JsonElement end) && end.TryGetDouble(out double seconds)
                && seconds is > 0 and < 253402300800;
            return has ? DateTimeOffset.UnixEpoch.AddSeconds(claims.RootElement.GetProperty("exp").GetDouble()) : null;
        }
        catch (Exception error) when (error is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }
}
