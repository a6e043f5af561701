namespace Scoring.Tuning;

/// <summary>What the processor is called.</summary>
internal static class ProcessorName
{
    private const string LinuxFile = "/proc/cpuinfo", LinuxKey = "model name", WindowsVariable = "PROCESSOR_IDENTIFIER";

    private static readonly Lazy<string?> s_value = new(Read);

    /// <summary>Null where the system does not say.</summary>
    public static string? Value => s_value.Value;

    private static string? Read()
    {
        if (!OperatingSystem.IsLinux()) return Environment.GetEnvironmentVariable(WindowsVariable);
        try
        {
            string? line = File.ReadLines(LinuxFile).FirstOrDefault(static line => line.StartsWith(LinuxKey, StringComparison.Ordinal));
            return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
