namespace TaxiFares;

[ScoringResult]
public readonly record struct Fare(float Amount);
