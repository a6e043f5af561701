using System.Collections.ObjectModel;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ApiSnapshot.Names;

/// <summary>The names of tuple elements, which metadata keeps beside the type in one flat list.</summary>
internal sealed class TupleNames
{
    private readonly string?[] _names;
    private int _next;

    private TupleNames(string?[] names) => _names = names;

    public static TupleNames Of(IEnumerable<CustomAttributeData> attributes)
    {
        var names = attributes.Find(nameof(TupleElementNamesAttribute))?.ConstructorArguments[0].Value;
        return new TupleNames(names is ReadOnlyCollection<CustomAttributeTypedArgument> many ? [.. many.Select(one => (string?)one.Value)] : []);
    }

    /// <summary>The names of the next tuple; null where an element has none.</summary>
    public IReadOnlyList<string?> Next(int count)
    {
        if (_names.Length == 0) return new string?[count];
        var names = _names[_next..(_next + count)];
        _next += count;
        return names;
    }
}
