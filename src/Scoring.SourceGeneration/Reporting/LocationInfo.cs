using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Scoring.SourceGeneration.Reporting;

/// <summary>A place in a file, without the syntax tree that would keep a whole compilation alive.</summary>
internal sealed record LocationInfo(string Path, TextSpan Span, LinePositionSpan Lines)
{
    /// <summary>A file as a whole.</summary>
    public static LocationInfo File(string path) => new(path, default, default);

    public static LocationInfo? From(Location? location) =>
        location is { SourceTree: { } tree } ? new LocationInfo(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span) : null;

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
