using Scoring.Fuzzing.Running;

namespace Scoring.Tests.Json.Reading;

/// <summary>A short run of the fuzzer; long ones are for its program.</summary>
public sealed class FuzzingTests
{
    [Fact]
    public void Frames_of_every_form_whole_and_damaged_are_read_or_refused()
    {
        FuzzReport report = FuzzRun.Run(seed: 20260101, cases: 100_000, TimeSpan.FromMinutes(5), threads: 2);
        Assert.True(report.Failed == 0, report.ToString());
        Assert.Equal(100_000, report.Cases);
    }
}
