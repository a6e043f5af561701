using System.Collections.Immutable;

namespace Scoring.Bindings;

/// <summary>Reads scores of an application's type out of a response.</summary>
/// <typeparam name="TScore">What the model gives for one row.</typeparam>
/// <remarks>
/// Make one with <see cref="ScoreBinding"/>, or derive from this class; generated bindings derive from it too. It is checked against a model's signature before any
/// row is sent. A binding holds no state and is used by many threads at once.
/// </remarks>
public abstract class ScoreBinding<TScore>
{
    /// <summary>The outputs, in the order in which <see cref="ReadScore"/> reads their values. One with an empty name is the model's only output.</summary>
    public abstract ImmutableArray<BindingColumn> Columns { get; }

    /// <summary>Whether values may lose digits or range, such as double to float. Integers are checked for overflow all the same. False unless overridden.</summary>
    public virtual bool AllowNarrowing => false;

    /// <summary>Reads all values of one row, in the order of <see cref="Columns"/>.</summary>
    /// <param name="reader">Gives the values. Do not call <see cref="ScoreReader.EndRow"/> here.</param>
    /// <remarks>What it throws fails this row alone.</remarks>
    protected internal abstract TScore ReadScore(ref ScoreReader reader);

    /// <summary>Reads many rows. Override it to do so faster than one by one.</summary>
    /// <param name="reader">Gives the values; <see cref="ScoreReader.EndRow"/> or <see cref="ScoreReader.TryGetPacked"/> counts the rows.</param>
    /// <param name="scores">Receives the scores.</param>
    /// <remarks>When it throws, the scores are read again one by one with <see cref="ReadScore"/>, to find those that fail.</remarks>
    protected internal virtual void ReadScores(ref ScoreReader reader, Span<TScore> scores)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            TScore score = ReadScore(ref reader);
            reader.EndRow();
            scores[i] = score;
        }
    }
}
