namespace Scoring.Http.Protocols;

/// <summary>How a model of TensorFlow Serving is asked.</summary>
public enum TensorFlowMethod
{
    /// <summary>Tensors in, tensors out: <c>:predict</c>.</summary>
    Predict,

    /// <summary>Examples in, labels with their scores out: <c>:classify</c>.</summary>
    Classify,

    /// <summary>Examples in, a number for each out: <c>:regress</c>.</summary>
    Regress,
}
