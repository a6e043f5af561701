namespace Scoring.Bindings.Fluent;

/// <summary>Stores one output's value into a score.</summary>
/// <param name="score">The score being read, by reference so that a struct can be set.</param>
/// <param name="value">The value the model gave.</param>
public delegate void ColumnSetter<TScore, in TValue>(ref TScore score, TValue value);
