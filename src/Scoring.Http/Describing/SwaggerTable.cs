using System.Collections.Immutable;

namespace Scoring.Http.Describing;

/// <summary>An input or output of a service.</summary>
/// <param name="Name">Its name; empty where the service has none for it.</param>
/// <param name="Columns">The columns of a row.</param>
internal sealed record SwaggerTable(string Name, ImmutableArray<SignatureColumn> Columns)
{
    /// <summary>Those that are asked for; all where none is, or those that are not there.</summary>
    public static ImmutableArray<SwaggerTable> Choose(ImmutableArray<SwaggerTable> tables, ImmutableArray<string> several, string? one)
    {
        ImmutableArray<SwaggerTable> chosen = [.. tables.Where(table => several.IsEmpty ? one is null || table.Name == one : several.Contains(table.Name))];
        return chosen.IsEmpty ? tables : chosen;
    }
}
