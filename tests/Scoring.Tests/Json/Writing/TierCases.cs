using System.Runtime.Intrinsics;
using Scoring.Json.Writing;
using Scoring.Json.Writing.Vectors;

namespace Scoring.Tests.Json.Writing;

/// <summary>The tiers that this machine has.</summary>
internal static class TierCases
{
    public static Tier[] Supported { get; } = [.. Enum.GetValues<Tier>().Where(IsSupported)];

    private static bool IsSupported(Tier tier) => tier switch
    {
        Tier.Vector512 => Vector512Tier.IsSupported,
        Tier.Vector128 => Vector128.IsHardwareAccelerated,
        _ => true,
    };
}
