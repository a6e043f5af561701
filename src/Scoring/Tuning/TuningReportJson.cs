using System.Text.Json.Serialization;

namespace Scoring.Tuning;

/// <summary>How reports are written and read, without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TuningReport))]
internal sealed partial class TuningReportJson : JsonSerializerContext;
