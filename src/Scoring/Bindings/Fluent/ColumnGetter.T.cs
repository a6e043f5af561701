namespace Scoring.Bindings.Fluent;

/// <summary>Reads one column's value from a row.</summary>
/// <param name="row">The row, by reference so that a large struct is not copied.</param>
public delegate TValue ColumnGetter<TRow, out TValue>(in TRow row);
