using Scoring.Benchmarks.Json.Data;
using Scoring.Benchmarks.Json.Reading;
using Scoring.Benchmarks.Json.Results;
using Scoring.Benchmarks.Json.Writing;

namespace Scoring.Benchmarks.Json;

/// <summary>All that table C measures.</summary>
internal static class JsonCases
{
    public static IReadOnlyList<JsonCase> Create() =>
    [
        .. NumberSets.Names.Select(static name => WriteArrayCase.Create(JsonGroups.WriteSingle, name, static v => (float)v)),
        .. NumberSets.Names.Select(static name => WriteArrayCase.Create(NumberSets.IsShort(name) ? JsonGroups.WriteShortDouble : JsonGroups.WriteLongDouble, name, static v => v)),
        WriteRecordsCase.Create("5 columns", ShortTrip.Create(), ShortTrip.ToBatch, TripJson.Default.ShortTripArray),
        WriteRecordsCase.Create("20 columns", LongTrip.Create(), LongTrip.ToBatch, TripJson.Default.LongTripArray),
        .. ReadingCases.All(),
    ];
}
