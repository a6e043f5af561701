using System.Diagnostics;

namespace Scoring.Diagnostics;

/// <summary>The spans of all clients. With no listener they cost a look whether there is one.</summary>
internal static class ScoringTraces
{
    public const string Name = "Scoring";

    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Whether somebody listens.</summary>
    public static bool IsOn => Source.HasListeners();
}
