namespace Scoring.Records.Memory;

/// <summary>Where the bytes of one string are in the heap of its column.</summary>
/// <param name="Offset">The first byte.</param>
/// <param name="Length">How many; −1 is null.</param>
internal readonly record struct StringEntry(int Offset, int Length);
