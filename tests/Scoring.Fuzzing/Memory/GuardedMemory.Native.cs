using System.Buffers;
using System.Runtime.InteropServices;

namespace Scoring.Fuzzing.Memory;

/// <summary>Memory with a page before and behind it that nobody may touch: whoever reads a byte too many ends the program.</summary>
/// <remarks>Only on Linux. Elsewhere it is an array with bytes around the text that no text may depend on.</remarks>
internal sealed unsafe partial class GuardedMemory : MemoryManager<byte>
{
    private const int PageSize = 4096, Canaries = 64;
    private const int ProtectNone = 0, ProtectReadWrite = 3, MapPrivateAnonymous = 0x22;

    private readonly byte* _start;
    private readonly int _capacity;
    private int _offset;
    private int _length;

    public GuardedMemory(int pages)
    {
        _capacity = pages * PageSize;
        if (!OperatingSystem.IsLinux())
        {
            _start = (byte*)NativeMemory.AllocZeroed((nuint)(_capacity + (2 * Canaries))) + Canaries;
            return;
        }

        // The usual page; on a system with larger ones protecting fails and says so.
        nint whole = Map(0, (nuint)(_capacity + (2 * PageSize)), ProtectReadWrite, MapPrivateAnonymous, -1, 0);
        if (whole == -1) throw new InvalidOperationException($"mmap failed with {Marshal.GetLastPInvokeError()}.");
        _start = (byte*)whole + PageSize;
        Check(Protect(whole, PageSize, ProtectNone));
        Check(Protect((nint)(_start + _capacity), PageSize, ProtectNone));
    }

    /// <summary>Puts a text at the end of the memory, or at its beginning.</summary>
    public Memory<byte> Place(ReadOnlySpan<byte> text, bool atEnd)
    {
        _length = text.Length;
        _offset = atEnd ? _capacity - _length : 0;
        text.CopyTo(GetSpan());
        return CreateMemory(_length);
    }

    public override Span<byte> GetSpan() => new(_start + _offset, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + _offset + elementIndex);

    public override void Unpin()
    {
    }

    /// <summary>It lives as long as the program.</summary>
    protected override void Dispose(bool disposing)
    {
    }

    private static void Check(int result)
    {
        if (result != 0) throw new InvalidOperationException($"mprotect failed with {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);
}
