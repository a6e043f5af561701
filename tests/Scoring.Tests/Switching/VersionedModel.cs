using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Switching;

/// <summary>Models that differ in their scores, so that a score shows which version it is of.</summary>
internal static class VersionedModel
{
    private const long Step = 1_000_000_000;

    public static ScriptedLeaf Create(long version) => new()
    {
        OnGetSignature = _ => new(LongModel.Signature() with { ModelVersion = $"{version}" }),
        OnScore = (rows, _, _) => new(Score(rows, version)),
    };

    public static RecordBatch Score(RecordBatch rows, long version)
    {
        RecordBatch scores = LongModel.Score(rows);
        foreach (ref long score in scores.GetColumn<long>(0).Values) score += version * Step;
        return scores;
    }

    /// <summary>The version that a score is of, and the row.</summary>
    public static (long Version, long Row) Read(long score) => (score / Step, ((score % Step) - 1) / 3);
}
