[ScoringRow]
public record struct Point(float X, float Y, float Z);
