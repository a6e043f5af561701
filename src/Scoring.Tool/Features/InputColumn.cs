namespace Scoring.Tool.Features;

/// <summary>A column of the input.</summary>
/// <param name="Name">Its header, or its property's name.</param>
/// <param name="Width">How many values a row has in it: 1, or the length of a JSON array.</param>
/// <param name="IsList">Whether it is a JSON array.</param>
internal readonly record struct InputColumn(string Name, int Width = 1, bool IsList = false);
