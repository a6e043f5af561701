using System.Collections.Immutable;

namespace Scoring.Bindings.Fluent;

/// <summary>One lambda per row.</summary>
internal sealed class DelegateScoreBinding<TScore>(ScoreRead<TScore> read, ImmutableArray<BindingColumn> outputs) : ScoreBinding<TScore>
{
    public override ImmutableArray<BindingColumn> Columns { get; } = outputs;

    protected internal override TScore ReadScore(ref ScoreReader reader) => read(ref reader);
}
