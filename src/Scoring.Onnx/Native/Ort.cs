using System.Runtime.InteropServices;
using System.Text;

namespace Scoring.Onnx.Native;

/// <summary>One loaded native library: its functions, its environment, and the one check of every status.</summary>
/// <remarks>Lives as long as the process: the library is never unloaded and its environment never released, as the runtime asks.</remarks>
internal sealed unsafe class Ort
{
    public Ort(string path, string version, void** table)
    {
        Path = path;
        Version = version;
        Api = new OrtApi(table);
        Environment = CreateEnvironment();
        nint memory, allocator;
        Check(Api.CreateCpuMemoryInfo(1, 0, &memory));
        Check(Api.GetAllocatorWithDefaultOptions(&allocator));
        (CpuMemory, Allocator) = (memory, allocator);
    }

    /// <summary>The file that was loaded.</summary>
    public string Path { get; }

    /// <summary>The runtime's version, such as 1.30.0.</summary>
    public string Version { get; }

    public OrtApi Api { get; }

    /// <summary>The process-wide environment of this library.</summary>
    public nint Environment { get; }

    /// <summary>Says of a tensor that it lies in ordinary memory.</summary>
    public nint CpuMemory { get; }

    /// <summary>The library's own allocator, for the strings it hands out.</summary>
    public nint Allocator { get; }

    /// <summary>Every status passes through here: success returns, anything else is read, released and thrown.</summary>
    /// <exception cref="OrtException">The status is not success.</exception>
    public void Check(nint status)
    {
        if (status != 0) Throw(status);
    }

    /// <summary>Copies a string that the library allocated, and frees it. Null stays null.</summary>
    public string? TakeString(byte* text)
    {
        if (text is null) return null;
        string copy = Marshal.PtrToStringUTF8((nint)text)!;
        Check(Api.AllocatorFree(Allocator, text));
        return copy;
    }

    /// <summary>UTF-8 bytes with a terminating zero, which never move.</summary>
    public static byte[] Utf8(string text)
    {
        byte[] bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(text) + 1, pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    public static nint AddressOf(byte[] pinned) => Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);

    private void Throw(nint status)
    {
        var code = (OrtErrorCode)Api.GetErrorCode(status);
        string message = Marshal.PtrToStringUTF8((nint)Api.GetErrorMessage(status)) ?? "";
        Api.ReleaseStatus(status);
        throw new OrtException(code, message);
    }

    private nint CreateEnvironment()
    {
        nint environment;
        fixed (byte* id = "Scoring\0"u8)
        {
            // Without a logging function of ours the runtime writes each failed run to stderr.
            Check(Api.CreateEnvWithCustomLogger(OrtLogging.Callback, null, OrtLogging.Warning, id, &environment));
        }

        Check(Api.DisableTelemetryEvents(environment));
        return environment;
    }
}
