using Scoring.Onnx.Native;
using Scoring.Onnx.Running;
using Scoring.Records;

namespace Scoring.Onnx.Loading;

/// <summary>Finds out whether rows that are run together give what each gives alone. A free batch axis in the file does not promise it.</summary>
internal sealed class BatchProbe(ModelRunner runner, int? padTo)
{
    /// <summary>Tries the model with two rows.</summary>
    /// <param name="lane">Where to run; held by the caller.</param>
    /// <param name="plan">How the rows are fed.</param>
    /// <param name="first">One row.</param>
    /// <param name="second">Another row, different from the first.</param>
    public OnnxBatchProbeResult Try(Lane lane, InputPlan plan, RecordBatch first, RecordBatch second)
    {
        RecordBatch a = default, b = default;
        try
        {
            a = runner.Run(lane, plan, first, 1);
            b = runner.Run(lane, plan, second, 1);
            return EqualTogether(lane, plan, first, second, a, b) ? OnnxBatchProbeResult.Equal : OnnxBatchProbeResult.Unequal;
        }
        catch (Exception error) when (error is OrtException or ScoringException)
        {
            return OnnxBatchProbeResult.Inconclusive;
        }
        finally
        {
            a.Dispose();
            b.Dispose();
        }
    }

    private bool EqualTogether(Lane lane, InputPlan plan, RecordBatch first, RecordBatch second, RecordBatch a, RecordBatch b)
    {
        using RecordBatch both = RecordBatch.Rent(plan.Schema, 2);
        RowCopy.Copy(first, 0, both, 0, 1);
        RowCopy.Copy(second, 0, both, 1, 1);
        try
        {
            using RecordBatch together = runner.Run(lane, plan, both, padTo ?? int.MaxValue);
            return ResponseComparer.RowsEqual(together, 0, a, 0) && ResponseComparer.RowsEqual(together, 1, b, 0);
        }
        catch (Exception error) when (error is OrtException or ScoringException && !lane.IsTerminated)
        {
            // Alone they work, together they do not: the model cannot batch, whatever its file declares. A run that was stopped says nothing.
            return false;
        }
    }
}
