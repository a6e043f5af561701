using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Bindings.BuiltIn;

/// <summary>Scores that are pieces of memory: those of one request share one new array.</summary>
internal sealed class MemoryScoreBinding<T>(string output) : ScoreBinding<ReadOnlyMemory<T>>
    where T : unmanaged
{
    public override ImmutableArray<BindingColumn> Columns { get; } = [new BindingColumn(output, ElementTypes.Of<T>())];

    protected internal override ReadOnlyMemory<T> ReadScore(ref ScoreReader reader) => reader.ReadArray<T>();

    protected internal override void ReadScores(ref ScoreReader reader, Span<ReadOnlyMemory<T>> scores)
    {
        int perRow = reader.Remaining;
        var values = new T[perRow * scores.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            reader.Read(values.AsSpan(i * perRow, perRow));
            reader.EndRow();
            scores[i] = values.AsMemory(i * perRow, perRow);
        }
    }
}
