using System.Diagnostics.Metrics;

namespace Scoring.Resilience;

/// <summary>What is sent again, when, and how often. Read once, when the stage is added.</summary>
/// <remarks>Not thread-safe; what is built with it is.</remarks>
public sealed class RetryOptions
{
    private const int ServiceUnavailable = 503;

    /// <summary>The statuses after which a request is sent again: 503 by default. 408, 429, 502 and 504 are those that may be worth adding.</summary>
    /// <remarks>Never retried are rows that the model refuses (<see cref="ScoringRefusedException"/>, whatever its status) and answers that cannot be understood.</remarks>
    public ISet<int> Statuses { get; private set; } = new HashSet<int> { ServiceUnavailable };

    /// <summary>Whether a request is sent again when there is no connection, or it was lost before the first byte of an answer: false by default. Scoring changes nothing, so
    /// that it does no harm if the request had arrived.</summary>
    public bool RetryConnectionFailures { get; set; }

    /// <summary>Whether a request is sent again when no answer came within the leaf's own time for one attempt: false by default, as the next one mostly costs as much.</summary>
    public bool RetryTimeouts { get; set; }

    /// <summary>Most attempts of one request, the first included: 1 or more; without end by default. The deadline of the request ends them anyway.</summary>
    public int? MaxAttempts { get; set; }

    /// <summary>The longest time for all attempts of one request and the waits between: more than zero; without end by default.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>The longest wait before the second attempt; it doubles with each: more than zero, 100 ms by default. The wait itself is random below that (full jitter).</summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Where the doubling ends: not less than <see cref="BaseDelay"/>, 30 s by default.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest Retry-After that is believed; a longer one counts as this: more than zero, a day by default.</summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Retries allowed per answered request, as long as no token is left from before: 0 to 1, 0.2 by default.</summary>
    public double BudgetRatio { get; set; } = 0.2;

    /// <summary>Retries allowed per second besides, over all partitions: 0 or more, 10 by default. Each partition has one per <see cref="MaxDelay"/> in any case.</summary>
    public double BudgetPerSecond { get; set; } = 10;

    /// <summary>Retries that may be saved up, and allowed at the start: 1 or more, 100 by default. A retry beyond the budget waits; it does not fail.</summary>
    public double BudgetBurst { get; set; } = 100;

    /// <summary>After so long without a request a 503 with Retry-After counts as a cold start in the metrics: zero or more, a minute by default.</summary>
    public TimeSpan ColdStartAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The client's name in the metrics; the same as <see cref="ScoringClientOptions.Name"/> where that is set. Null by default: no such tag.</summary>
    public string? Name { get; set; }

    /// <summary>Makes the meter <c>Scoring</c>, as an application's services do; null, the default, for one that all clients of the process share. Give it what <see cref="ScoringClientOptions.MeterFactory"/> has.</summary>
    public IMeterFactory? MeterFactory { get; set; }

    /// <summary>Where the jitter starts, so that waits can be repeated; chosen at random by default.</summary>
    public int? Seed { get; set; }

    /// <summary>The clock of all waits; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal RetryOptions Copy()
    {
        var copy = (RetryOptions)MemberwiseClone();
        copy.Statuses = new HashSet<int>(Statuses);
        return copy;
    }

    internal void Validate()
    {
        if (Statuses.FirstOrDefault(static status => status is < 300 or > 599) is not 0 and var odd) throw OutOfRange(nameof(Statuses), odd, "statuses from 300 to 599");
        if (MaxAttempts is < 1) throw OutOfRange(nameof(MaxAttempts), MaxAttempts, "1 or more attempts");
        if (Timeout <= TimeSpan.Zero) throw OutOfRange(nameof(Timeout), Timeout, "more than zero");
        if (BaseDelay <= TimeSpan.Zero) throw OutOfRange(nameof(BaseDelay), BaseDelay, "more than zero");
        if (MaxDelay < BaseDelay) throw OutOfRange(nameof(MaxDelay), MaxDelay, $"{nameof(BaseDelay)}, {BaseDelay}, or more");
        if (MaxRetryAfter <= TimeSpan.Zero) throw OutOfRange(nameof(MaxRetryAfter), MaxRetryAfter, "more than zero");
        if (BudgetRatio is not (>= 0 and <= 1)) throw OutOfRange(nameof(BudgetRatio), BudgetRatio, "0 to 1");
        if (BudgetPerSecond is not (>= 0 and < double.PositiveInfinity)) throw OutOfRange(nameof(BudgetPerSecond), BudgetPerSecond, "0 or more");
        if (BudgetBurst is not (>= 1 and < double.PositiveInfinity)) throw OutOfRange(nameof(BudgetBurst), BudgetBurst, "1 or more");
        if (ColdStartAfter < TimeSpan.Zero) throw OutOfRange(nameof(ColdStartAfter), ColdStartAfter, "zero or more");
        if (TimeProvider is null) throw new ArgumentException($"{nameof(RetryOptions)}.{nameof(TimeProvider)} is null; leave it at its default.");
    }

    private static ArgumentOutOfRangeException OutOfRange(string name, object? value, string range) =>
        new($"{nameof(RetryOptions)}.{name}", value, $"{nameof(RetryOptions)}.{name} is {value}; it must be {range}.");
}
