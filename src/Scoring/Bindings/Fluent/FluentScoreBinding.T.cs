using System.Collections.Immutable;

namespace Scoring.Bindings.Fluent;

/// <summary>One lambda per output.</summary>
internal sealed class FluentScoreBinding<TScore>(Func<TScore>? create, ScoreField<TScore>[] fields, bool allowNarrowing) : ScoreBinding<TScore>
{
    public override ImmutableArray<BindingColumn> Columns { get; } = [.. fields.Select(static f => f.Column)];

    public override bool AllowNarrowing { get; } = allowNarrowing;

    protected internal override TScore ReadScore(ref ScoreReader reader)
    {
        TScore score = create is null ? default! : create();
        foreach (ScoreField<TScore> field in fields) field.Read(ref score, ref reader);
        return score;
    }
}
