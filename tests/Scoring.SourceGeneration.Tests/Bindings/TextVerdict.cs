using Scoring.Bindings;

namespace Scoring.SourceGeneration.Tests.Bindings;

/// <summary>Text and arrays.</summary>
[ScoringResult(AllowNarrowing = true)]
public sealed class TextVerdict(string comment)
{
    public string Comment { get; } = comment;

    public string? Reason { get; init; }

    [Column(AsString = true)]
    public Payment Payment { get; set; }

    [Column(AsString = true)]
    public DateTime At { get; set; }

    [Column(AsString = true)]
    public DateOnly Day { get; set; }

    [Shape(2)]
    public float[] Flat { get; set; } = [];

    public ReadOnlyMemory<int> Codes { get; set; }

    public string?[] Tags { get; set; } = [];

    public float Narrow { get; set; }

    [Ignore]
    public Guid Key { get; set; }
}
