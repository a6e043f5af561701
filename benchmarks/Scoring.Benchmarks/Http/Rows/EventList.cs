namespace Scoring.Benchmarks.Http.Rows;

/// <summary>A request as one writes it by hand.</summary>
internal sealed record EventList(Event[] Data);
