namespace TaxiFares;

/// <summary>A trip of a file and the fare its driver was paid, in US dollars.</summary>
public readonly record struct RecordedTrip(Trip Trip, float Fare);
