using Scoring.Onnx.Running;

namespace Scoring.Onnx.Loading;

/// <summary>What a user should know of a model that loads fine, each with its remedy.</summary>
internal static class LoadWarnings
{
    public static IEnumerable<string> For(ModelSpec model, OutputReader reader, OnnxBatchProbeResult probe)
    {
        if (model.PadTo == 1) yield return "The batch axis is fixed at 1, so rows are run one by one. Export the model with a free first dimension to batch them.";
        else if (model.PadTo is { } size) yield return $"The batch axis is fixed at {size}, so requests are cut and padded to {size} rows. Export the model with a free first dimension.";

        if (model.HasScalar)
        {
            string scalars = string.Join(", ", model.Inputs.Where(static i => i.IsScalar).Select(static i => $"'{i.Name}'"));
            yield return $"Input {scalars} is one value for the whole run, so each row is run by itself. Export the model with a batch axis on every input.";
        }

        if (ForProbe(probe) is { } warning) yield return warning;

        for (int i = 0; i < model.Outputs.Count; i++)
        {
            if (!model.Outputs[i].IsClassMap) continue;
            yield return $"Output '{model.Outputs[i].Name}' is a ZipMap: unpacking it costs more than most models. Export without it (skl2onnx: zipmap=False), or leave the output out.";
            if (reader.Labels[i] is null) yield return $"The classes of output '{model.Outputs[i].Name}' are not known before the first batch.";
        }
    }

    public static string? ForProbe(OnnxBatchProbeResult probe) => probe switch
    {
        OnnxBatchProbeResult.Unequal =>
            "Rows that are run together influence each other in this model, so each row is run by itself. Export it without operations across the batch to batch rows.",
        OnnxBatchProbeResult.Inconclusive =>
            "The model failed on the rows made up to try it, so it is not known whether rows influence each other. Compare a batch with single rows yourself, " +
            "or set OnnxScoringOptions.MaxRowsPerRun = 1.",
        OnnxBatchProbeResult.Pending =>
            "The model does not say how large a row is, so whether rows influence each other is tried with the first batch of two different rows.",
        _ => null,
    };
}
