using Microsoft.Win32.SafeHandles;

namespace Scoring.Tool;

/// <summary>The streams of the process.</summary>
internal static class StandardStreams
{
    private const nint OutputDescriptor = 1;

    public static Terminal Open() => new()
    {
        Input = Console.OpenStandardInput(),
        Output = OpenOutput(),
        Error = Console.Error,
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
        UsesColor = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    };

    /// <summary>A pipe is written as a file, since .NET's console stream hides that its reader has left. A file is not: another program may write to it after this one.</summary>
    private static Stream OpenOutput()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected) return Console.OpenStandardOutput();
        try
        {
            var pipe = new FileStream(new SafeFileHandle(OutputDescriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!pipe.CanSeek) return pipe;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A closed or odd descriptor: the console stream takes whatever it is.
        }

        return Console.OpenStandardOutput();
    }
}
