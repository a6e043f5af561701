namespace Scoring.SourceGeneration.Models;

/// <summary>The text that stands for an enum's member.</summary>
/// <param name="Member">The member as C# writes it.</param>
/// <param name="Text">The text.</param>
internal sealed record EnumName(string Member, string Text);
