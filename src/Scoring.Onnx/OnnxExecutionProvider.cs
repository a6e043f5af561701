namespace Scoring.Onnx;

/// <summary>Where a model runs, other than the processor: an execution provider of ONNX Runtime with its options.</summary>
/// <param name="Name">As the runtime names it: <c>CUDA</c>, <c>TensorRT</c>, <c>DML</c>, <c>CoreML</c>, <c>OpenVINO</c>, <c>QNN</c>, <c>XNNPACK</c> …; a trailing <c>ExecutionProvider</c> may be written or not.</param>
/// <param name="Options">The provider's own options, such as <c>device_id</c>; null for none.</param>
/// <remarks>A provider that cannot be appended is an error: a model never runs on the processor because a GPU was not found.</remarks>
public sealed record OnnxExecutionProvider(string Name, IReadOnlyDictionary<string, string>? Options = null);
