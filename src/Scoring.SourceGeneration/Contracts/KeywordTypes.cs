using Scoring.Records;
using Scoring.SourceGeneration.Collections;
using Scoring.SourceGeneration.Reporting;
using Scoring.SourceGeneration.Writing;

namespace Scoring.SourceGeneration.Contracts;

/// <summary>The types that need no attribute, as a client binds them: a number, bool or string, or an array of one of them.</summary>
internal static class KeywordTypes
{
    private const string Array = "[]";

    /// <summary>Null when the name is that of another type.</summary>
    public static CheckedType? TryFind(string name, bool isResult, LocationInfo location)
    {
        bool isArray = name.EndsWith(Array, StringComparison.Ordinal);
        string keyword = isArray ? name.Substring(0, name.Length - Array.Length) : name;
        if (Enum.GetValues(typeof(ElementType)).Cast<ElementType?>().FirstOrDefault(type => Keywords.Of(type!.Value) == keyword) is not { } element) return null;
        EquatableArray<int>? shape = !isArray ? new EquatableArray<int>([]) : isResult ? null : new EquatableArray<int>([CheckedColumn.AnySize]);
        return new CheckedType
        {
            Name = name,
            FullName = name,
            IsResult = isResult,
            AllowNarrowing = false,
            Location = location,
            Columns = new EquatableArray<CheckedColumn>([new CheckedColumn("", element, shape, location)]),
        };
    }
}
