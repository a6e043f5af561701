namespace Scoring.Tests.Fakes;

/// <summary>A clock of any frequency that a test sets.</summary>
internal sealed class TickingClock(long frequency) : TimeProvider
{
    public override long TimestampFrequency { get; } = frequency;

    public long Now { get; set; }

    public override long GetTimestamp() => Now;
}
