namespace Scoring.Onnx;

/// <summary>Whether rows that are run together give what each gives alone.</summary>
public enum OnnxBatchProbeResult
{
    /// <summary>Two different rows together equalled each alone to 1e-5 relative. Batches are safe.</summary>
    Equal,

    /// <summary>They did not: rows influence each other in this model. Each row is run by itself.</summary>
    Unequal,

    /// <summary>The model failed on the made-up rows, so nothing is known. Batches are run together, and a warning says so.</summary>
    Inconclusive,

    /// <summary>The model does not say how large a row is. The first batch with two different rows decides.</summary>
    Pending,

    /// <summary>The model runs one row at a time (its batch axis is fixed at 1, or an input has none), so rows never meet.</summary>
    NotNeeded,

    /// <summary><see cref="OnnxScoringOptions.SkipBatchProbe"/> was set.</summary>
    Skipped,
}
