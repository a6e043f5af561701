namespace Scoring.Tool.Tests.Support;

/// <summary>Takes text, and cancels when a word comes: somebody who watches and presses Ctrl+C.</summary>
internal sealed class CancellingWriter(string word, CancellationTokenSource cancellation) : StringWriter
{
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (value?.Contains(word, StringComparison.Ordinal) == true) cancellation.Cancel();
    }
}
