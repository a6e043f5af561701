namespace Scoring.Switching;

/// <summary>How a model's file is watched.</summary>
/// <remarks>The file is looked at rather than notified of, which works everywhere: on network shares, in containers, and where a link is turned to another file.</remarks>
/// <param name="Interval">How often it is looked at: more than zero; 5 s when left out.</param>
/// <param name="Quiet">For how long it must not change before it is loaded, as it may be being written: zero or more; 2 s when left out.</param>
/// <param name="Promotes">Whether a model that does not differ too much is promoted at once; otherwise it stays staged. True by default.</param>
public sealed record ModelWatchOptions(TimeSpan? Interval = null, TimeSpan? Quiet = null, bool Promotes = true)
{
    internal TimeSpan Period => Interval ?? TimeSpan.FromSeconds(5);

    internal TimeSpan QuietTime => Quiet ?? TimeSpan.FromSeconds(2);

    internal void Validate()
    {
        if (Interval <= TimeSpan.Zero) throw OutOfRange(nameof(Interval), Interval, "more than zero");
        if (Quiet < TimeSpan.Zero) throw OutOfRange(nameof(Quiet), Quiet, "zero or more");
    }

    private static ArgumentOutOfRangeException OutOfRange(string name, object? value, string range) =>
        new($"{nameof(ModelWatchOptions)}.{name}", value, $"{nameof(ModelWatchOptions)}.{name} is {value}; it must be {range}.");
}
