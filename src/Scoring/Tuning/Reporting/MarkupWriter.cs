using System.Globalization;
using System.Text;

namespace Scoring.Tuning.Reporting;

/// <summary>Writes elements of SVG and HTML, one on a line. Texts and attributes are escaped here and nowhere else.</summary>
internal sealed class MarkupWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>An element that <see cref="Close"/> ends.</summary>
    public MarkupWriter Open(string element, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Begin(element, attributes).Append(">\n");
        return this;
    }

    public void Close(string element) => _text.Append("</").Append(element).Append(">\n");

    /// <summary>An element that has no content.</summary>
    public void Add(string element, params ReadOnlySpan<(string Name, object Value)> attributes) => Begin(element, attributes).Append("/>\n");

    /// <summary>An element with text.</summary>
    public void AddText(string element, string text, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        Begin(element, attributes).Append('>').Append(Markup.Escape(text)).Append("</").Append(element).Append(">\n");

    /// <summary>What is markup already.</summary>
    public void AddRaw(string markup) => _text.Append(markup);

    public override string ToString() => _text.ToString();

    private StringBuilder Begin(string element, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        _text.Append('<').Append(element);
        foreach ((string name, object value) in attributes) _text.Append(' ').Append(name).Append("=\"").Append(Markup.Escape(TextOf(value))).Append('"');
        return _text;
    }

    private static string TextOf(object value) => value is double number ? number.ToString("0.##", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
