namespace Scoring.Bindings;

/// <summary>Reads one row's score, its values in the order of the binding's columns.</summary>
public delegate TScore ScoreRead<out TScore>(ref ScoreReader reader);
