using Scoring.Resilience;

namespace Scoring.DependencyInjection;

/// <summary>Reads the section <c>Retry</c> of a client.</summary>
internal static partial class RetrySettings
{
    [GenerateSettings(nameof(RetryOptions.Name), nameof(RetryOptions.Seed))]
    public static partial void Read(SettingsSection section, RetryOptions options);
}
