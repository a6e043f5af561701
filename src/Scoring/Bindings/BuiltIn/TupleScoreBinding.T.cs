using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Bindings.BuiltIn;

/// <summary>Scores that are tuples of numbers and bools: the items take the values of the outputs one after another.</summary>
internal sealed class TupleScoreBinding<TScore> : ScoreBinding<TScore>
{
    private readonly TupleItem[] _items;
    private readonly bool _allFloat;

    private TupleScoreBinding(TupleItem[] items, ImmutableArray<string> outputs)
    {
        _items = items;
        _allFloat = TupleLayout.IsPacked(items, ElementType.Float32);
        Columns = outputs.Length == items.Length
            ? [.. outputs.Select((name, i) => new BindingColumn(name, items[i].Type, RowShape.Scalar))]
            : [.. outputs.Select(name => new BindingColumn(name, null, outputs.Length == 1 ? [items.Length] : null))];
    }

    public override ImmutableArray<BindingColumn> Columns { get; }

    /// <summary>Null when <typeparamref name="TScore"/> is no tuple of numbers and bools.</summary>
    public static TupleScoreBinding<TScore>? TryCreate(ImmutableArray<string> outputs) =>
        TupleLayout.TryRead<TScore>() is { } items ? new TupleScoreBinding<TScore>(items, outputs) : null;

    protected internal override TScore ReadScore(ref ScoreReader reader)
    {
        TScore score = default!;
        foreach (TupleItem item in _items) TupleLayout.ReadInto(ref score, item, ref reader);
        return score;
    }

    protected internal override void ReadScores(ref ScoreReader reader, Span<TScore> scores)
    {
        if (_allFloat && reader.Remaining == _items.Length && reader.TryGetPacked(scores.Length, out ReadOnlySpan<float> values)) TupleLayout.CopyPacked(values, _items.Length, scores);
        else base.ReadScores(ref reader, scores);
    }
}
