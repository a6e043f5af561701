using Scoring.Bindings.Conversion;
using Scoring.Records;
using Scoring.SourceGeneration.Models;

namespace Scoring.SourceGeneration.Writing;

/// <summary>The element types of packed inputs that rows are written into without a look at each value.</summary>
internal static class PackedTargets
{
    /// <summary>Values are numbers of the rows' own; more of them than a byte counts are not told apart.</summary>
    private const int MostWhole = sbyte.MaxValue;

    /// <summary>The type that all columns have, and float where all convert to it; none where a row is more than numbers and bools.</summary>
    public static IReadOnlyList<ElementType> Of(BindingModel model)
    {
        if (model.Columns.Any(static c => !c.IsScalar || c.Element == ElementType.String)) return [];
        var targets = new List<ElementType>();
        ElementType first = model.Columns[0].Element;
        if (model.Columns.All(c => c.Element == first && c.IsPlain)) targets.Add(first);
        foreach (ElementType wide in new[] { ElementType.Float32, ElementType.Float64 })
        {
            if (targets.Any(static t => t is ElementType.Float32 or ElementType.Float64)) break;
            if (model.Columns.All(c => ConversionRules.IsAllowed(c.Element, wide, allowNarrowing: false))) targets.Add(wide);
        }

        return targets;
    }

    /// <summary>Whether a row may lie in memory as its values do in a packed input, which is seen when the program runs.</summary>
    public static bool MayBeWhole(BindingModel model)
    {
        ElementType first = model.Columns[0].Element;
        return model.IsUnmanaged && model.Columns.Count <= MostWhole && first is not (ElementType.Boolean or ElementType.Float16 or ElementType.String) &&
            model.Columns.All(c => c is { Form: ValueForm.Number, IsScalar: true, IsNullable: false, IsStored: true } && c.Element == first);
    }
}
