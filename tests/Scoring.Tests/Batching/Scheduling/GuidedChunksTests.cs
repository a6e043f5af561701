using FsCheck;
using FsCheck.Fluent;

namespace Scoring.Tests.Batching.Scheduling;

/// <summary>The rows of a call are cut so that every row is sent once and all lanes finish together.</summary>
public class GuidedChunksTests
{
    private static readonly Gen<(int Rows, int Workers, int Max, int Unit)> s_cuts =
        from rows in Gen.OneOf(Gen.Choose(1, 300), Gen.Choose(1, 100_000))
        from workers in Gen.OneOf(Gen.Choose(1, 8), Gen.Choose(1, 200))
        from max in Gen.OneOf(Gen.Choose(1, 100), Gen.Choose(1, ScoringClientOptions.MaxBatchCountCeiling))
        from unit in Gen.OneOf(Gen.Constant(1), Gen.Choose(1, max))
        select (rows, workers, max, unit);

    [Fact]
    public void Chunks_cover_all_rows() => Properties.Check(s_cuts, static cut => Assert.Equal(cut.Rows, Chunks(cut).Sum()), tests: 1000);

    [Fact]
    public void Chunk_is_1_to_max_rows() => Properties.Check(s_cuts, static cut => Assert.All(Chunks(cut), chunk => Assert.InRange(chunk, 1, cut.Max)), tests: 1000);

    [Fact]
    public void Chunks_but_the_last_are_multiples_of_the_unit() =>
        Properties.Check(s_cuts, static cut => Assert.All(Chunks(cut).SkipLast(1), chunk => Assert.Equal(0, chunk % cut.Unit)), tests: 1000);

    [Fact]
    public void Chunks_never_grow() => Properties.Check(s_cuts, static cut => Assert.Equal(Chunks(cut).OrderDescending(), Chunks(cut)), tests: 1000);

    [Fact]
    public void Chunk_leaves_the_other_workers_their_share() => Properties.Check(
        s_cuts,
        static cut =>
        {
            int left = cut.Rows;
            foreach (int chunk in Chunks(cut))
            {
                Assert.InRange(chunk, 1, Math.Max(Math.Max(GuidedChunks.MinRows, cut.Unit), (left / (2 * cut.Workers)) + 1));
                left -= chunk;
            }
        },
        tests: 1000);

    [Fact]
    public void Chunk_but_the_last_is_worth_a_request() => Properties.Check(
        s_cuts, static cut => Assert.All(Chunks(cut).SkipLast(1), chunk => Assert.True(2 * chunk > Math.Min(GuidedChunks.MinRows, cut.Max))), tests: 1000);

    [Fact]
    public void Extremes_do_not_overflow()
    {
        Assert.Equal(10_000, GuidedChunks.Next(int.MaxValue, 1, 10_000, 1));
        Assert.Equal(64, GuidedChunks.Next(int.MaxValue, int.MaxValue, 10_000, 1));
        Assert.Equal(1, GuidedChunks.Next(1, int.MaxValue, 10_000, 10_000));
    }

    private static List<int> Chunks((int Rows, int Workers, int Max, int Unit) cut)
    {
        var chunks = new List<int>();
        for (int left = cut.Rows; left > 0; left -= chunks[^1]) chunks.Add(GuidedChunks.Next(left, cut.Workers, cut.Max, cut.Unit));
        return chunks;
    }
}
