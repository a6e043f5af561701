using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Scoring.Onnx.Native;

/// <summary>Finds, loads and keeps the native library.</summary>
internal static unsafe class OrtLibrary
{
    /// <summary>Each library by full path: several may live in one process, each with its own environment. Bounded by the files a user names.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<Ort>> s_loaded = new(StringComparer.Ordinal);

    /// <summary>The library at a path, or the first of the search order.</summary>
    /// <param name="path">A file or a folder; null to search.</param>
    /// <exception cref="ScoringModelException">No library was found, or it cannot be used.</exception>
    public static Ort Get(string? path)
    {
        string found = OrtLibraryLocator.Find(path);
        return s_loaded.GetOrAdd(found, static file => new Lazy<Ort>(() => Load(file))).Value;
    }

    private static Ort Load(string path)
    {
        nint library = Open(path);
        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out nint entry))
            throw new ScoringModelException($"'{path}' is not ONNX Runtime: it does not export OrtGetApiBase.");
        var apiBase = (void**)((delegate* unmanaged<void*>)entry)();
        var getVersion = (delegate* unmanaged<byte*>)apiBase[1];
        string version = Marshal.PtrToStringUTF8((nint)getVersion()) ?? "unknown";
        CheckVersion(path, version);
        var getApi = (delegate* unmanaged<uint, void**>)apiBase[0];
        void** table = getApi(OrtApi.Version);
        if (table is null) throw TooOld(path, version);
        return new Ort(path, version, table);
    }

    private static nint Open(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new ScoringModelException(
                $"The ONNX Runtime library '{path}' cannot be loaded on {RuntimeInformation.RuntimeIdentifier}. " +
                "It must be built for this system and processor, and the libraries it needs must be there.", error);
        }
    }

    /// <summary>The version is read first: asking an older library for a newer table makes it write to stderr.</summary>
    private static void CheckVersion(string path, string version)
    {
        string[] parts = version.Split('.');
        bool known = parts.Length >= 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minor) && minor >= OrtApi.Version;
        if (!known || parts[0] != "1") throw TooOld(path, version);
    }

    private static ScoringModelException TooOld(string path, string version) =>
        new($"'{path}' is ONNX Runtime {version}; 1.{OrtApi.Version} or later is needed. Reference a newer Microsoft.ML.OnnxRuntime.");
}
