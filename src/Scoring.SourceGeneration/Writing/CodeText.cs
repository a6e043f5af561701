using System.Text;

namespace Scoring.SourceGeneration.Writing;

/// <summary>Lines of C#, indented by block.</summary>
internal sealed class CodeText
{
    private const int Indent = 4;

    private readonly StringBuilder _text = new();
    private int _depth;

    public CodeText Line(string line = "")
    {
        if (line.Length > 0) _text.Append(' ', _depth * Indent).Append(line);
        _text.Append('\n');
        return this;
    }

    /// <summary>A line that the next ones belong to.</summary>
    public CodeText Open(string line)
    {
        Line(line).Line("{");
        _depth++;
        return this;
    }

    public CodeText Close(string end = "}")
    {
        _depth--;
        return Line(end);
    }

    /// <summary>A line that one statement belongs to.</summary>
    public CodeText Under(string line)
    {
        _depth++;
        Line(line);
        _depth--;
        return this;
    }

    /// <summary>A list in brackets, one item per line.</summary>
    public CodeText List(string line, IEnumerable<string> items, string open = "[", string close = "];")
    {
        Line(line).Line(open);
        _depth++;
        foreach (string item in items) Line($"{item},");
        _depth--;
        return Line(close);
    }

    /// <summary>Text as a C# literal.</summary>
    public static string Quote(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    public override string ToString() => _text.ToString();
}
