using System.Runtime.InteropServices;
using Scoring.Onnx.Native;

namespace Scoring.Onnx.Loading;

/// <summary>Keys and values as the C API takes them: two arrays of pointers to zero-terminated text, which never move.</summary>
internal sealed unsafe class OptionPairs
{
    private readonly byte[][] _texts;
    private readonly nint[] _pointers;

    public OptionPairs(IReadOnlyDictionary<string, string>? options)
    {
        options ??= new Dictionary<string, string>();
        Count = (nuint)options.Count;
        _texts = [.. options.Keys.Select(Ort.Utf8), .. options.Values.Select(Ort.Utf8)];
        _pointers = GC.AllocateArray<nint>(_texts.Length, pinned: true);
        for (int i = 0; i < _texts.Length; i++) _pointers[i] = Ort.AddressOf(_texts[i]);
    }

    public nuint Count { get; }

    public byte** Keys => (byte**)Marshal.UnsafeAddrOfPinnedArrayElement(_pointers, 0);

    public byte** Values => Keys + Count;
}
