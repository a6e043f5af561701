using System.Globalization;
using System.Text.RegularExpressions;
using Scoring.Tuning.Reporting;
using Scoring.Tuning.Reporting.Charts;

namespace Scoring.Tests.Tuning.Reporting;

/// <summary>Charts can be read in both themes: the ratios are those of WCAG 2.2, 1.4.3 for text and 1.4.11 for lines.</summary>
public class ContrastTests
{
    private const double Text = 4.5, Graphics = 3;

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Text_and_lines_stand_out_from_the_page(string theme)
    {
        string page = ColourOf(theme, ".page", "fill");

        Assert.All([".text", ".strong"], style => AssertContrast(Text, ColourOf(theme, style, "fill"), page, style));
        Assert.All([".limit", ".mark", ".ring", ".axis", ".frame"], style => AssertContrast(Graphics, ColourOf(theme, style, "stroke"), page, style));
        Assert.All(Enumerable.Range(0, Marker.Shapes), index => AssertContrast(Text, ColourOf(theme, $".line.s{index}", "stroke"), page, $"s{index}"));
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Number_in_a_cell_stands_out_from_its_colour(string theme) =>
        Assert.All(Enumerable.Range(0, HeatMap.Colours), colour => AssertContrast(Text, ColourOf(theme, $".t{colour}", "fill"), ColourOf(theme, $".h{colour}", "fill"), $"h{colour}"));

    [Theory]
    [InlineData("light", -1)]
    [InlineData("dark", 1)]
    public void Colours_of_cells_become_stronger_step_by_step(string theme, int direction)
    {
        double[] luminances = [.. Enumerable.Range(0, HeatMap.Colours).Select(colour => direction * LuminanceOf(ColourOf(theme, $".h{colour}", "fill")))];

        Assert.Equal(luminances.Order(), luminances);
    }

    private static void AssertContrast(double least, string first, string second, string what)
    {
        double a = LuminanceOf(first), b = LuminanceOf(second), ratio = (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
        Assert.True(ratio >= least, $"{what}: {first} on {second} has a contrast of {ratio:0.00} instead of {least}");
    }

    /// <summary>The dark theme overrides what it names.</summary>
    private static string ColourOf(string theme, string style, string property)
    {
        string[] halves = Resource.Read("charts.css").Split("@media");
        string? dark = theme == "dark" ? Find(halves[1], style, property) : null;
        return dark ?? Find(halves[0], style, property) ?? throw new InvalidOperationException($"{style} has no {property}.");
    }

    private static string? Find(string sheet, string style, string property) => Regex.Matches(sheet, @"([^{}]+)\{([^{}]*)\}")
        .Where(rule => rule.Groups[1].Value.Split(',').Any(selector => selector.Trim() == ".chart " + style))
        .Select(rule => Regex.Match(rule.Groups[2].Value, $@"(?<![-\w]){property}:\s*(#[0-9a-f]{{6}})"))
        .LastOrDefault(static match => match.Success)?.Groups[1].Value;

    private static double LuminanceOf(string colour)
    {
        double[] channels = [.. Enumerable.Range(0, 3).Select(index => int.Parse(colour.AsSpan(1 + (index * 2), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)];
        double[] linear = [.. channels.Select(static channel => channel <= 0.04045 ? channel / 12.92 : Math.Pow((channel + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }
}
