using Scoring.Tool.Input;

namespace Scoring.Tool.Commands;

/// <summary>The files that a command reads and writes, checked before anything is done.</summary>
internal static class ScoreFiles
{
    public const string InputOption = "--input";

    private const int InputBufferBytes = 1 << 16;

    /// <summary>EWOULDBLOCK of a lock that somebody else has.</summary>
    private const int LinuxInUse = 11;
    private const int MacInUse = 35;

    /// <summary>ERROR_SHARING_VIOLATION.</summary>
    private const int WindowsInUse = unchecked((int)0x80070020);

    /// <exception cref="UsageException">A file cannot be what it is meant for.</exception>
    public static void Check(ScoreSettings settings)
    {
        if (!IsStandard(settings.Input)) CheckInput(InputOption, settings.Input, orStandard: ", or - for stdin");
        if (!IsStandard(settings.Output)) CheckOutput("--output", settings.Output);
        if (settings.Errors is { } errors) CheckOutput("--errors", errors);
        (string Option, string? Path)[] read = [(InputOption, IsStandard(settings.Input) ? StandardInput() : settings.Input), ("MODEL", settings.Model)];
        (string Option, string? Path)[] written = [("--output", IsStandard(settings.Output) ? null : settings.Output), ("--errors", settings.Errors)];
        foreach (var target in written)
        {
            foreach (var other in read.Concat(written.TakeWhile(other => other != target)))
            {
                if (!IsSame(target.Path, other.Path)) continue;
                throw new UsageException($"{target.Option} and {other.Option} are the same file, '{target.Path}'; give {target.Option} another.");
            }
        }
    }

    public static bool IsStandard(string path) => path == ScoreSettings.StandardStream;

    public static Stream OpenInput(string option, string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, InputBufferBytes, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: '{path}' cannot be read: {error.Message}", error);
        }
    }

    public static Stream OpenOutput(string option, string path)
    {
        try
        {
            // Nobody else may have a file open: the input under another name would be emptied before it is read.
            return new FileStream(path, FileMode.Create, FileAccess.Write, IsDevice(path) ? FileShare.ReadWrite : FileShare.None, bufferSize: 0);
        }
        catch (IOException error) when (error.HResult is LinuxInUse or MacInUse or WindowsInUse)
        {
            throw new UsageException($"{option}: '{path}' is in use, perhaps as the input, under this or another name; give {option} another.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: '{path}' cannot be written: {error.Message}", error);
        }
    }

    /// <summary>The file that a shell opened as stdin, where the system tells; else null.</summary>
    private static string? StandardInput()
    {
        const string Link = "/proc/self/fd/0";
        return OperatingSystem.IsLinux() && new FileInfo(Link).LinkTarget is { } target && File.Exists(target) ? target : null;
    }

    /// <param name="option">What names the file.</param>
    /// <param name="path">The file.</param>
    /// <param name="orStandard">What may be given instead.</param>
    /// <exception cref="UsageException">It is not there.</exception>
    public static void CheckInput(string option, string path, string orStandard = "")
    {
        if (path.Length == 0) throw new UsageException($"{option} names no file; give one{orStandard}.");
        if (Directory.Exists(path)) throw new UsageException($"{option}: '{path}' is a directory; give a file in it{orStandard}.");
        if (File.Exists(path)) return;
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        if (!Directory.Exists(folder)) throw new UsageException($"{option}: there is no directory '{folder}'.");
        string? nearest = NearestName.Of(Path.GetFileName(path), Directory.EnumerateFiles(folder).Select(static file => Path.GetFileName(file)));
        throw new UsageException($"{option}: there is no file '{path}' (looked in '{folder}'){(nearest is null ? "." : $"; did you mean '{nearest}'?")}");
    }

    /// <exception cref="UsageException">It cannot be written to.</exception>
    public static void CheckOutput(string option, string path)
    {
        if (IsStandard(path)) throw new UsageException($"{option} takes a file, not {ScoreSettings.StandardStream}.");
        if (path.Length == 0) throw new UsageException($"{option} names no file.");
        if (Directory.Exists(path)) throw new UsageException($"{option}: '{path}' is a directory; give a file in it.");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        if (!Directory.Exists(folder)) throw new UsageException($"{option}: there is no directory '{folder}' to write '{Path.GetFileName(path)}' in; make it first.");
    }

    /// <summary>Finds out whether a file that is written at the end can be: it is opened and left as it is, or made and deleted again.</summary>
    /// <param name="option">What names the file.</param>
    /// <param name="path">The file.</param>
    /// <param name="isReplaced">Whether it is written as another file beside it, which then takes its place.</param>
    /// <exception cref="UsageException">It cannot be.</exception>
    public static void CheckWritable(string option, string path, bool isReplaced)
    {
        if (IsDevice(path) && isReplaced) throw new UsageException($"{option} takes a file, not the device '{path}'.");
        if (IsDevice(path)) return;
        string tried = isReplaced ? $"{path}.{Path.GetRandomFileName()}.tmp" : path;
        try
        {
            using FileStream file = File.Exists(tried)
                ? new FileStream(tried, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)
                : new FileStream(tried, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: '{path}' cannot be written: {error.Message.Replace(tried, path, StringComparison.Ordinal)} Give a file in a directory that may be written to.", error);
        }
    }

    /// <summary>Such as /dev/null, which many may write to at once.</summary>
    private static bool IsDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal);

    public static bool IsSame(string? path, string? other) =>
        path is not null && other is not null && !IsDevice(path)
        && Resolve(path).Equals(Resolve(other), OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static string Resolve(string path)
    {
        try
        {
            return Path.GetFullPath(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
        }
        catch (IOException)
        {
            return Path.GetFullPath(path);
        }
    }
}
