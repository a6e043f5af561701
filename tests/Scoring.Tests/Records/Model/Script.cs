namespace Scoring.Tests.Records.Model;

/// <summary>A random use of batches of two random schemas.</summary>
public sealed record Script(int SchemaSeed, Operation[] Operations)
{
    public override string ToString() => $"schemas of seed {SchemaSeed}: {string.Join("; ", Operations.Select(static o => $"{o.Kind} {o.Target} {o.First} {o.Second}"))}";
}
