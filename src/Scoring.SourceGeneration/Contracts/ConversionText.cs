using Scoring.Bindings.Conversion;
using Scoring.Records;

namespace Scoring.SourceGeneration.Contracts;

/// <summary>What to do about values that do not convert.</summary>
internal static class ConversionText
{
    public static string Remedy(ElementType from, ElementType to, string attribute) => ConversionRules.IsAllowed(from, to, allowNarrowing: true)
        ? $"{from} to {to} would lose digits; allow it with [{attribute}(AllowNarrowing = true)], or change the type"
        : $"{from} does not convert to {to}; change the type";
}
