using Scoring.Bindings;

namespace ScoringWorker;

/// <summary>What the model takes; put your own columns here. The build holds them against the model that the project file names.</summary>
[ScoringRow]
public readonly record struct Row(int VendorId, int Weekday, int PickupHour, int Passengers, float Miles);
