namespace Scoring.Onnx.Native;

/// <summary>A status other than success, before it is told in the caller's words.</summary>
internal sealed class OrtException(OrtErrorCode code, string message) : Exception(message)
{
    /// <summary>
    /// The runtime has no code for it: it passes on the text of what failed to allocate. That is its own arena, the C++ library (GNU's and Microsoft's words), and the libraries of accelerators.
    /// </summary>
    private static readonly string[] s_outOfMemory =
        ["Failed to allocate memory", "std::bad_alloc", "bad allocation", "out of memory", "STATUS_ALLOC_FAILED", "E_OUTOFMEMORY", "8007000E"];

    public OrtErrorCode Code { get; } = code;

    /// <summary>Whether memory was lacking: fewer rows may be fine.</summary>
    public bool IsOutOfMemory => Array.Exists(s_outOfMemory, words => Message.Contains(words, StringComparison.OrdinalIgnoreCase));
}
