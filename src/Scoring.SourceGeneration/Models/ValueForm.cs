namespace Scoring.SourceGeneration.Models;

/// <summary>What a member's value is, or that of each of its elements.</summary>
internal enum ValueForm
{
    /// <summary>A number or bool.</summary>
    Number,

    Text,

    Enum,

    DateTime,

    DateTimeOffset,

    Date,
}
