using System.Xml.Linq;
using Scoring.Tuning.Reporting;

namespace Scoring.Tests.Tuning.Reporting;

/// <summary>Text stays text.</summary>
public class MarkupTests
{
    [Theory]
    [InlineData("a < b && c > \"d\" 'e'")]
    [InlineData("</text><script>alert(1)</script>")]
    [InlineData("tab\tline\nµs × ≥ 😀")]
    public void Text_and_attribute_are_what_was_given(string text)
    {
        var markup = new MarkupWriter();
        markup.AddText("text", text, ("class", text.ReplaceLineEndings(" ").Replace('\t', ' ')));

        XElement element = XElement.Parse(markup.ToString(), LoadOptions.PreserveWhitespace);

        Assert.Equal(text, element.Value);
        Assert.Equal(text.ReplaceLineEndings(" ").Replace('\t', ' '), element.Attribute("class")!.Value);
    }

    [Fact]
    public void Character_that_xml_cannot_have_is_replaced() => Assert.Equal(
        ["\ufffd", "\ufffd", "\ufffdx", "\ufffd"],
        new[] { "\u0001", "\ud83d", "\ude00x", "\uffff" }.Select(static text => Markup.Escape(text)));

    [Fact]
    public void Json_cannot_end_its_script_element() =>
        Assert.Equal("{\"a\":\"\\u003c/script>\\u003c!--\"}", Markup.EscapeScriptData("{\"a\":\"</script><!--\"}"));

    [Fact]
    public void Numbers_are_invariant_and_short()
    {
        var markup = new MarkupWriter();
        markup.Add("line", ("x1", 1234.5678), ("x2", 2.0), ("n", 3));

        Assert.Equal("<line x1=\"1234.57\" x2=\"2\" n=\"3\"/>\n", markup.ToString());
    }
}
