using System.Collections.Immutable;
using Scoring.Bindings;
using Scoring.Records;

namespace Scoring.Tests.Bindings;

/// <summary>A binding as an application writes it where the last nanosecond counts.</summary>
internal sealed class PackedVerdictBinding : ScoreBinding<Verdict>
{
    public override ImmutableArray<BindingColumn> Columns { get; } = [new BindingColumn("", ElementType.Float32, [2])];

    /// <summary>How often the memory of many rows was read at once.</summary>
    public int PackedReads { get; private set; }

    /// <summary>How many rows too few are read.</summary>
    public int Miscount { get; init; }

    protected internal override Verdict ReadScore(ref ScoreReader reader) => new() { IsFraud = reader.Read<float>() > 0, Probability = reader.Read<float>() };

    protected internal override void ReadScores(ref ScoreReader reader, Span<Verdict> scores)
    {
        if (!reader.TryGetPacked(scores.Length - Miscount, out ReadOnlySpan<float> values))
        {
            base.ReadScores(ref reader, scores[..^Miscount]);
            return;
        }

        PackedReads++;
        for (int i = 0; i < values.Length / 2; i++) scores[i] = new Verdict { IsFraud = values[2 * i] > 0, Probability = values[(2 * i) + 1] };
    }
}
