namespace Scoring.Json.Reading.Fast;

/// <summary>The tiers of this machine.</summary>
internal static class JsonTiers
{
    /// <summary>The best one.</summary>
    public static JsonTier Best { get; } =
        IsSupported(JsonTier.Vector512) ? JsonTier.Vector512 : IsSupported(JsonTier.Vector256) ? JsonTier.Vector256 : IsSupported(JsonTier.Vector128) ? JsonTier.Vector128 : JsonTier.Portable;

    public static bool IsSupported(JsonTier tier) => tier switch
    {
        JsonTier.Vector512 => Vector512Digits.IsSupported,
        JsonTier.Vector256 => Vector256Digits.IsSupported,
        JsonTier.Vector128 => Vector128Digits.IsSupported,
        _ => true,
    };
}
