namespace Scoring.Tests.Client;

/// <summary>A stage that does nothing.</summary>
internal sealed class PassingStage(IScoringClient inner) : DelegatingScoringClient(inner);
