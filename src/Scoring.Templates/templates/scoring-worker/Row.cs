namespace ScoringWorker;

/// <summary>What the model takes; put your own columns here and into <see cref="Bindings"/>.</summary>
public readonly record struct Row(int VendorId, int Weekday, int Hour, int Passengers, float Miles);
