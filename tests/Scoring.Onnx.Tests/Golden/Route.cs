namespace Scoring.Onnx.Tests.Golden;

/// <summary>The ways on which rows reach a model.</summary>
public enum Route
{
    /// <summary>A whole <see cref="Scoring.Records.RecordBatch"/>.</summary>
    Batch,

    /// <summary>Rows that are arrays.</summary>
    Arrays,

    /// <summary>A lambda per column and output.</summary>
    Fluent,

    /// <summary>A lambda per row and score.</summary>
    PerRow,
}
