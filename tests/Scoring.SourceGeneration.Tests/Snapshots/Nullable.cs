namespace Sensors;

[ScoringRow]
internal sealed record Reading(float? Celsius, short Channel, bool IsValid, Half? Humidity);
