namespace Scoring.Bindings.Fluent;

/// <summary>One output of a fluent binding.</summary>
internal sealed class ScoreField<TScore>(BindingColumn column, ScoreField<TScore>.Reader read)
{
    public delegate void Reader(ref TScore score, ref ScoreReader reader);

    public BindingColumn Column { get; } = column;

    public Reader Read { get; } = read;
}
