namespace Scoring.Bindings;

/// <summary>Names the input or output that a member of a <see cref="ScoringRowAttribute">row</see> or <see cref="ScoringResultAttribute">result</see> stands for.</summary>
/// <remarks>On a record's parameter it means the property. On a member of an enum it is the text that stands for it where the enum travels as a string.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class ColumnAttribute : Attribute
{
    /// <summary>Keeps the member's name.</summary>
    public ColumnAttribute()
    {
    }

    /// <summary>Gives a name.</summary>
    /// <param name="name">The input's or output's name, compared ordinally.</param>
    public ColumnAttribute(string name) => Name = name;

    /// <summary>The input's or output's name; null when the member's own.</summary>
    public string? Name { get; }

    /// <summary>Whether an enum travels by its name instead of its number, and a date as ISO 8601 text instead of a count. False by default.</summary>
    public bool AsString { get; set; }
}
