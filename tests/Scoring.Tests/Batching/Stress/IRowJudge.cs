namespace Scoring.Tests.Batching.Stress;

/// <summary>Says what rows are called with, and whether they have ended as they may. Used by many callers at once.</summary>
internal interface IRowJudge
{
    RowOptions OptionsOf(ReadOnlySpan<long> rows, Random random);

    /// <summary>Throws where the score cannot be the row's.</summary>
    void OnScore(long row, long score);

    /// <summary>Throws where the row cannot have ended so.</summary>
    void OnError(long row, Exception error, RowOptions options, bool isCancelled, bool isMany);
}
