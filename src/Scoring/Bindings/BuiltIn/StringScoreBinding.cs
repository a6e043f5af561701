using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Bindings.BuiltIn;

/// <summary>Scores that are one string.</summary>
internal sealed class StringScoreBinding(string output) : ScoreBinding<string?>
{
    public override ImmutableArray<BindingColumn> Columns { get; } = [new BindingColumn(output, ElementType.String, RowShape.Scalar)];

    protected internal override string? ReadScore(ref ScoreReader reader) => reader.ReadString();
}
