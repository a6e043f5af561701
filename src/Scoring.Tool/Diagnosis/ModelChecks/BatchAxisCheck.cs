using Scoring.Onnx;
using Scoring.Tool.Reporting;

namespace Scoring.Tool.Diagnosis.ModelChecks;

/// <summary>Whether many rows can be run together.</summary>
internal static class BatchAxisCheck
{
    private const string FreeAxis =
        "Export the model with a free first dimension: skl2onnx initial_types=[(name, FloatTensorType([None, features]))], torch.onnx.export with dynamic_shapes, tf2onnx with a signature of shape [None, …].";

    public static Finding OfAxis(OnnxModelInfo model) => model.FixedBatchSize switch
    {
        null => Finding.Ok(Topics.BatchAxis, "The batch axis is free: a request of any size is one run."),
        1 => Finding.Problem(Topics.BatchAxis, "The batch axis is fixed at 1: rows are run one by one, so that a larger batch saves nothing.", FreeAxis),
        { } size => Finding.Problem(
            Topics.BatchAxis, $"The batch axis is fixed at {Numbers.Number(size)}: requests are cut and padded to {Numbers.Count(size, "row")}, and a lone row costs as much as {Numbers.Number(size)}.", FreeAxis),
    };

    public static Finding? OfRows(OnnxModelInfo model) => model.BatchProbe switch
    {
        OnnxBatchProbeResult.Equal => Finding.Ok(Topics.Rows, "Rows that are run together give what each gives alone."),
        OnnxBatchProbeResult.Unequal => Finding.Problem(
            Topics.Rows, "Rows that are run together influence each other, so each is run by itself.", "Export the model without operations across the batch, such as a mean or a softmax over the first axis."),
        OnnxBatchProbeResult.Inconclusive => Finding.Note(
            Topics.Rows, "The model failed on the rows made up to try it, so it is not known whether rows influence each other.",
            "Compare a batch with single rows yourself (scoring score with --max-batch 1 and without), or set OnnxScoringOptions.MaxRowsPerRun = 1."),
        OnnxBatchProbeResult.Pending => Finding.Note(
            Topics.Rows, "The model does not say how large a row is, so whether rows influence each other is tried with the first batch.", "Declare the inputs' shapes in the export, or give --sample FILE here."),
        _ => null,
    };
}
