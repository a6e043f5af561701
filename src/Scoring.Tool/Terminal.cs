using System.Text;
using Spectre.Console;

namespace Scoring.Tool;

/// <summary>Where a command reads and writes: the process's own streams, or a test's.</summary>
internal sealed class Terminal
{
    /// <summary>Wide enough that no line of a report is cut when it goes to a file or another program.</summary>
    private const int UnlimitedWidth = 10_000;

    public required Stream Input { get; init; }

    public required Stream Output { get; init; }

    public required TextWriter Error { get; init; }

    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether somebody watches stderr; if not there is no progress bar.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>False where <c>NO_COLOR</c> is set.</summary>
    public bool UsesColor { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A writer for text on stdout; the caller disposes it, which leaves the stream open.</summary>
    public StreamWriter CreateOutputWriter() =>
        new(Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };

    public IAnsiConsole CreateConsole(TextWriter writer, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal && UsesColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,

            // Where stdin is a pipe, somebody may still watch.
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
        });
        if (!isTerminal) console.Profile.Width = UnlimitedWidth;
        return console;
    }
}
