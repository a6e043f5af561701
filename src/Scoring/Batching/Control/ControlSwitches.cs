namespace Scoring.Batching.Control;

/// <summary>Parts of the controller that can be left out, to show what they are good for.</summary>
internal sealed record ControlSwitches
{
    public static ControlSwitches AllOn { get; } = new();

    /// <inheritdoc cref="ControlSettings.TriesSizes"/>
    public bool TriesSizes { get; init; } = true;

    /// <inheritdoc cref="ControlSettings.DetectsDrift"/>
    public bool DetectsDrift { get; init; } = true;

    /// <inheritdoc cref="ControlSettings.NormalisesProbes"/>
    public bool NormalisesProbes { get; init; } = true;
}
