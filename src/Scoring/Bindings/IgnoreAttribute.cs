namespace Scoring.Bindings;

/// <summary>Keeps a member out of the generated binding.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class IgnoreAttribute : Attribute;
