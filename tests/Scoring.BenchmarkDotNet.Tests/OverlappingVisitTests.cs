using Scoring.Tuning.Sweep;

namespace Scoring.BenchmarkDotNet.Tests;

public class OverlappingVisitTests
{
    private readonly List<int> _sent = [];

    [Fact]
    public async Task Loops_that_follow_one_another_are_made_longer_until_they_overlap()
    {
        Visit visit = await OverlappingVisit.RunAsync(new Setting(8, 2), 1, each => VisitAsync(each, overlaps: each >= 8));

        Assert.Equal([1, 2, 4, 8], _sent);
        Assert.NotEmpty(visit.Times);
    }

    [Fact]
    public async Task Loops_that_never_overlap_are_given_up()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => OverlappingVisit.RunAsync(new Setting(8, 2), 1, each => VisitAsync(each, overlaps: false)));

        Assert.Equal((OverlappingVisit.MostTries, 256), (_sent.Count, _sent[^1]));
        Assert.All((string[])["8 rows × 2", "20 rounds", "256 requests", "leave 2 out of ScoringTuningBenchmark.ParallelRequests"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Long_loops_are_tried_again_as_they_are()
    {
        await OverlappingVisit.RunAsync(new Setting(8, 2), 5000, each => VisitAsync(each, overlaps: _sent.Count == 2));

        Assert.Equal([5000, 5000, 5000], _sent);
    }

    private Task<Visit> VisitAsync(int each, bool overlaps)
    {
        _sent.Add(each);
        return Task.FromResult(new Visit(overlaps ? [0.001] : [], 2 * each, 0, null));
    }
}
