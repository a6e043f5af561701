namespace Scoring.Bindings;

/// <summary>Writes all values of one row, in the order of the binding's columns.</summary>
public delegate void RowWrite<TRow>(in TRow row, ref RowWriter writer);
