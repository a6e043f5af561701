using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Bindings.BuiltIn;

/// <summary>Scores that are one number or bool.</summary>
internal sealed class ScalarScoreBinding<T>(string output) : ScoreBinding<T>
    where T : unmanaged
{
    public override ImmutableArray<BindingColumn> Columns { get; } = [new BindingColumn(output, ElementTypes.Of<T>(), RowShape.Scalar)];

    protected internal override T ReadScore(ref ScoreReader reader) => reader.Read<T>();

    protected internal override void ReadScores(ref ScoreReader reader, Span<T> scores)
    {
        if (reader.Remaining == 1 && reader.TryGetPacked(scores.Length, out ReadOnlySpan<T> values)) values.CopyTo(scores);
        else base.ReadScores(ref reader, scores);
    }
}
