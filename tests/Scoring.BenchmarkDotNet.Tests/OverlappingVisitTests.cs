using Scoring.Tuning.Sweep;

namespace Scoring.BenchmarkDotNet.Tests;

public class OverlappingVisitTests
{
    private readonly List<int> _sent = [];
    private readonly Clock _clock = new();

    [Fact]
    public async Task Loops_that_follow_one_another_are_made_longer_until_they_overlap()
    {
        Visit visit = await OverlappingVisit.RunAsync(new Setting(8, 2), 1, each => VisitAsync(each, overlaps: each >= 8), _clock);

        Assert.Equal([1, 2, 4, 8], _sent);
        Assert.NotEmpty(visit.Times);
    }

    [Theory]
    [InlineData(1000, OverlappingVisit.Enough)]
    [InlineData(100, 50)]
    public async Task Loops_that_never_overlap_are_given_up_after_many_visits_and_some_time(int milliseconds, int visits)
    {
        _clock.MillisecondsOfVisit = milliseconds;
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => OverlappingVisit.RunAsync(new Setting(8, 2), 1, each => VisitAsync(each, overlaps: false), _clock));

        Assert.Equal((visits, 256), (_sent.Count, _sent[^1]));
        Assert.All((string[])["8 rows × 2", $"{visits} rounds", "256 requests", "leave 2 out of ScoringTuningBenchmark.ParallelRequests"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Long_loops_are_tried_again_as_they_are()
    {
        await OverlappingVisit.RunAsync(new Setting(8, 2), 5000, each => VisitAsync(each, overlaps: _sent.Count == 2), _clock);

        Assert.Equal([5000, 5000, 5000], _sent);
    }

    private Task<Visit> VisitAsync(int each, bool overlaps)
    {
        _sent.Add(each);
        _clock.Visit();
        return Task.FromResult(new Visit(overlaps ? [0.001] : [], 2 * each, 0, null));
    }

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public int MillisecondsOfVisit { get; set; } = 1;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _now;

        public void Visit() => _now += MillisecondsOfVisit;
    }
}
