namespace Scoring.Tool;

/// <summary>Tells that whoever read the output has left, as <c>head</c> does, from errors that matter.</summary>
internal static class ClosedPipe
{
    private const int LinuxAndMacBrokenPipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsPipeClosing = unchecked((int)0x800700E8);

    public static bool Is(IOException error) => error.HResult is LinuxAndMacBrokenPipe or WindowsBrokenPipe or WindowsPipeClosing;
}
