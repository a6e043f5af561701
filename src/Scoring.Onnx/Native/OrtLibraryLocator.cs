using System.Runtime.InteropServices;

namespace Scoring.Onnx.Native;

/// <summary>Where the native library is looked for: an explicit path, the environment, beside the application, then the system's loader.</summary>
internal static class OrtLibraryLocator
{
    /// <summary>The environment variable that names a library file or a folder that holds one.</summary>
    public const string EnvironmentVariable = "SCORING_ONNXRUNTIME";

    private static string FileName =>
        OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";

    /// <summary>The full path of the library, or the bare name that the system's loader knows.</summary>
    /// <exception cref="ScoringModelException">There is none; the message lists every place that was looked at.</exception>
    public static string Find(string? path) => Find(path, Environment.GetEnvironmentVariable(EnvironmentVariable), AppContext.BaseDirectory);

    /// <summary>As <see cref="Find(string?)"/>, with its surroundings given.</summary>
    public static string Find(string? path, string? variable, string baseDirectory)
    {
        if (!string.IsNullOrEmpty(path)) return InPlace(path) ?? throw Missing($"the path given in OnnxScoringOptions.LibraryPath, '{path}', holds none");
        if (!string.IsNullOrEmpty(variable)) return InPlace(variable) ?? throw Missing($"the path in {EnvironmentVariable}, '{variable}', holds none");
        string[] places =
        [
            Path.Combine(baseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"),
            Path.Combine(baseDirectory, "runtimes", PortableRuntimeIdentifier, "native"),
            baseDirectory,
        ];
        foreach (string place in places)
        {
            if (InPlace(place) is { } found) return found;
        }

        return FromLoader() ?? throw Missing($"neither {string.Join(", ", places.Distinct().Select(static p => $"'{p}'"))} nor the system's loader has one");
    }

    private static string PortableRuntimeIdentifier
    {
        get
        {
            string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    /// <summary>The library at a place that is a file or a folder; .NET's own probing never tries the versioned names.</summary>
    private static string? InPlace(string place)
    {
        if (File.Exists(place)) return Path.GetFullPath(place);
        if (!Directory.Exists(place)) return null;
        string exact = Path.Combine(place, FileName);
        if (File.Exists(exact)) return Path.GetFullPath(exact);
        string pattern = OperatingSystem.IsMacOS() ? "libonnxruntime*.dylib" : OperatingSystem.IsWindows() ? "onnxruntime.dll" : "libonnxruntime.so*";
        return Directory.EnumerateFiles(place, pattern).Order(StringComparer.Ordinal).Select(Path.GetFullPath).FirstOrDefault();
    }

    /// <summary>On Windows the system folder has an old library of the same name, so the loader is not asked there.</summary>
    private static string? FromLoader()
    {
        if (OperatingSystem.IsWindows() || !NativeLibrary.TryLoad(FileName, out nint library)) return null;
        NativeLibrary.Free(library);
        return FileName;
    }

    private static ScoringModelException Missing(string why) => new(
        $"The ONNX Runtime library {FileName} was not found: {why}. Remedies: reference the NuGet package Microsoft.ML.OnnxRuntime (or a GPU flavour) in the application; " +
        $"or set OnnxScoringOptions.LibraryPath to the file or its folder; or set the environment variable {EnvironmentVariable}.");
}
