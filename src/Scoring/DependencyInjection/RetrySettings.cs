using System.Globalization;
using Scoring.Resilience;

namespace Scoring.DependencyInjection;

/// <summary>Reads the section <c>Retry</c> of a client.</summary>
internal static class RetrySettings
{
    public static void Read(SettingsSection section, RetryOptions options)
    {
        if (section.Text(nameof(options.Statuses)) is { } statuses) ReadStatuses(section, statuses, options.Statuses);
        options.RetryConnectionFailures = section.Boolean(nameof(options.RetryConnectionFailures)) ?? options.RetryConnectionFailures;
        options.RetryTimeouts = section.Boolean(nameof(options.RetryTimeouts)) ?? options.RetryTimeouts;
        options.MaxAttempts = section.Int32(nameof(options.MaxAttempts)) ?? options.MaxAttempts;
        options.Timeout = section.Time(nameof(options.Timeout)) ?? options.Timeout;
        options.BaseDelay = section.Time(nameof(options.BaseDelay)) ?? options.BaseDelay;
        options.MaxDelay = section.Time(nameof(options.MaxDelay)) ?? options.MaxDelay;
        options.MaxRetryAfter = section.Time(nameof(options.MaxRetryAfter)) ?? options.MaxRetryAfter;
        options.BudgetRatio = section.Double(nameof(options.BudgetRatio)) ?? options.BudgetRatio;
        options.BudgetPerSecond = section.Double(nameof(options.BudgetPerSecond)) ?? options.BudgetPerSecond;
        options.BudgetBurst = section.Double(nameof(options.BudgetBurst)) ?? options.BudgetBurst;
        options.ColdStartAfter = section.Time(nameof(options.ColdStartAfter)) ?? options.ColdStartAfter;
    }

    private static void ReadStatuses(SettingsSection section, string text, ISet<int> statuses)
    {
        statuses.Clear();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int status)) throw section.Wrong($"{section.KeyOf(nameof(RetryOptions.Statuses))} is '{text}'; it must be statuses with commas between, such as 503,429.");
            statuses.Add(status);
        }
    }
}
