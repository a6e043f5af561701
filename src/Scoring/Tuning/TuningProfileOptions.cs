using Microsoft.Extensions.Logging;

namespace Scoring.Tuning;

/// <summary>How <see cref="TuningProfileBuilderExtensions.UseTuningProfile"/> treats a profile that is not quite of what it is used for.</summary>
public sealed class TuningProfileOptions
{
    /// <summary>Whether a stale profile, one of another model or of another class of machine, is refused with <see cref="ScoringProfileException"/>. False by default: it is used, with a warning,
    /// and the client corrects it as it runs.</summary>
    public bool RefuseStale { get; set; }

    /// <summary>Where the warning is logged; null, the default, for nowhere.</summary>
    public ILogger? Logger { get; set; }

    /// <summary>Told of the warning, in words; null, the default, for nobody.</summary>
    public Action<string>? OnWarning { get; set; }
}
