using System.Diagnostics;
using Scoring.Benchmarks.Json.Results;
using Scoring.Benchmarks.Publishing;

namespace Scoring.Benchmarks.Json;

/// <summary>Kinds of hardware, each in a process of its own that may not use what lies above.</summary>
internal static class JsonTiers
{
    /// <summary>Tells a child which tier it is, and where its result goes.</summary>
    public const string TierVariable = "SCORING_JSON_TIER", FileVariable = "SCORING_JSON_FILE";

    public const string Full = "as the machine is", NoAvx512 = "without AVX-512", Portable = "portable";

    private static readonly (string Tier, string? Switch)[] s_tiers = [(Full, null), (NoAvx512, "DOTNET_EnableAVX512"), (Portable, "DOTNET_EnableHWIntrinsic")];

    /// <summary>Runs this program again in each tier with the same arguments.</summary>
    public static async Task<IReadOnlyList<JsonTierResult>> RunAsync()
    {
        var results = new List<JsonTierResult>();
        foreach ((string tier, string? off) in s_tiers) results.Add(await RunAsync(tier, off));
        return results;
    }

    private static async Task<JsonTierResult> RunAsync(string tier, string? off)
    {
        string file = Path.GetTempFileName();
        try
        {
            ProcessStartInfo start = new(Environment.ProcessPath!, Environment.GetCommandLineArgs().Skip(1)) { Environment = { [TierVariable] = tier, [FileVariable] = file } };
            if (off is not null) start.Environment[off] = "0";
            using Process child = Process.Start(start)!;
            await child.WaitForExitAsync();
            if (child.ExitCode != 0) throw new InvalidOperationException($"The process for the tier '{tier}' ended with {child.ExitCode}.");
            return ResultsFile.Read<JsonTierResult>(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
