using System.Runtime.InteropServices;

namespace Scoring.Onnx.Tests.Support;

/// <summary>Shows what native code writes to the process's standard error, which .NET's own redirection does not see.</summary>
/// <remarks>Tests that use it run alone: the stream is everybody's.</remarks>
internal static class StandardError
{
    /// <summary>The collection of tests that run alone.</summary>
    public const string Collection = nameof(StandardError);

    private const int Descriptor = 2;

    public static async Task<string> CaptureAsync(Func<Task> body)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File descriptors are captured where there are some.");
        using var folder = new TempFolder();
        using FileStream file = new(folder.Combine("stderr"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite);
        int saved = Duplicate(Descriptor);
        _ = Duplicate((int)file.SafeFileHandle.DangerousGetHandle(), Descriptor);
        try
        {
            await body();
        }
        finally
        {
            _ = Duplicate(saved, Descriptor);
            _ = Close(saved);
        }

        file.Position = 0;
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }

    [DllImport("libc", EntryPoint = "dup")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Duplicate(int descriptor);

    [DllImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Duplicate(int descriptor, int target);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
