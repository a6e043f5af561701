using System.Text.RegularExpressions;

namespace Scoring.Onnx.Native;

/// <summary>Makes the runtime's messages fit to be shown: one line, without source locations and without folders of the machine.</summary>
internal static partial class OrtMessage
{
    private const int MaxLength = 600;

    public static string Clean(string message)
    {
        string clean = SourceLocation().Replace(message, "");
        clean = Folder().Replace(clean, "$1");
        clean = WhiteSpace().Replace(clean, " ").Trim();
        return clean.Length <= MaxLength ? clean : string.Concat(clean.AsSpan(0, MaxLength), "…");
    }

    /// <summary>A C++ source file, its line, and the function's signature that follows it: <c>/src/x/y.cc:12 void f(int) </c>.</summary>
    [GeneratedRegex(@"(?:(?<![A-Za-z])[A-Za-z]:)?[\\/]?(?:[\w.+-]+[\\/])+[\w.+-]+\.(?:cc|cpp|cxx|h|hpp|cu)(?::\d+|\(\d+\))?(?:[^\n]*?\)(?: const)?(?: \[[^\]\n]*\])?(?= )|[ :]*)")]
    private static partial Regex SourceLocation();

    /// <summary>The folders of an absolute path; its last part stays.</summary>
    [GeneratedRegex(@"(?:(?<![A-Za-z])[A-Za-z]:[\\/]|(?<![\w.])/)(?:[^\s:\\/""']+[\\/])+([^\s:\\/""']+)")]
    private static partial Regex Folder();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
