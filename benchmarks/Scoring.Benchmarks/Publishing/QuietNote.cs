namespace Scoring.Benchmarks.Publishing;

/// <summary>What the text of a table says of the moments in which it was measured.</summary>
internal static class QuietNote
{
    public const string Text = "A window begins when nobody else uses the cores, and is measured again, twice at most, where somebody does at its end (those of a tuner's grid only begin so): a fixed piece of arithmetic tells, which takes longer on a core that is shared. Which contender is measured has no part in it.";
}
