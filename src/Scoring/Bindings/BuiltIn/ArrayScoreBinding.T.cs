using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Bindings.BuiltIn;

/// <summary>Scores that are arrays, one new array per row.</summary>
internal sealed class ArrayScoreBinding<T>(string output) : ScoreBinding<T[]>
    where T : unmanaged
{
    public override ImmutableArray<BindingColumn> Columns { get; } = [new BindingColumn(output, ElementTypes.Of<T>())];

    protected internal override T[] ReadScore(ref ScoreReader reader) => reader.ReadArray<T>();
}
