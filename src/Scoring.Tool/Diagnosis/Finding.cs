namespace Scoring.Tool.Diagnosis;

/// <summary>One thing that was looked at, and how it is.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="Topic">What was looked at: a word for programs too.</param>
/// <param name="Text">How it is, in a sentence or a few.</param>
/// <param name="Remedy">What to do; null where nothing is to be done.</param>
internal sealed record Finding(FindingLevel Level, string Topic, string Text, string? Remedy = null)
{
    public static Finding Ok(string topic, string text) => new(FindingLevel.Ok, topic, text);

    public static Finding Note(string topic, string text, string remedy) => new(FindingLevel.Note, topic, text, remedy);

    public static Finding Problem(string topic, string text, string remedy) => new(FindingLevel.Problem, topic, text, remedy);
}
