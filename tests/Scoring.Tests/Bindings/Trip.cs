namespace Scoring.Tests.Bindings;

/// <summary>A row as a struct.</summary>
internal readonly record struct Trip(int Hour, float Distance, double? Tip, string? Vendor, float[] Zone, ReadOnlyMemory<byte> Flags, bool IsNight);
