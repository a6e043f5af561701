using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Bindings.BuiltIn;

/// <summary>Scores that are arrays of strings, one new array per row.</summary>
internal sealed class StringArrayScoreBinding(string output) : ScoreBinding<string?[]>
{
    public override ImmutableArray<BindingColumn> Columns { get; } = [new BindingColumn(output, ElementType.String)];

    protected internal override string?[] ReadScore(ref ScoreReader reader)
    {
        var values = new string?[reader.Remaining];
        for (int i = 0; i < values.Length; i++) values[i] = reader.ReadString();
        return values;
    }
}
