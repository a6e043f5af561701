using System.Runtime.InteropServices;

namespace Scoring.Benchmarks.Measuring;

/// <summary>What the results were measured on.</summary>
public sealed record MachineInfo(string Cpu, int Cores, string System, string Runtime, string OnnxRuntime)
{
    public static MachineInfo Read(string onnxRuntime) => new(
        CpuName(), Environment.ProcessorCount, $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}", RuntimeInformation.FrameworkDescription, onnxRuntime);

    private static string CpuName()
    {
        const string CpuInfo = "/proc/cpuinfo";
        string? line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(static l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
    }
}
