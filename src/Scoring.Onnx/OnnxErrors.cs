namespace Scoring.Onnx;

/// <summary>The messages of requests that came too late.</summary>
internal static class OnnxErrors
{
    public static ScoringRejectedException Expired(string model, ScoringContext context) =>
        new($"The deadline passed before model '{model}' had scored the rows.") { Partition = context.Partition };

    public static ScoringRejectedException ShutDown(string model, ScoringContext context) =>
        new($"The client of model '{model}' was disposed, and {nameof(OnnxScoringOptions)}.{nameof(OnnxScoringOptions.ShutdownTimeout)} passed before the rows were scored.")
        {
            Partition = context.Partition,
        };
}
