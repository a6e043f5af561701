namespace Scoring.Build.Onnx;

/// <summary>A file is no ONNX model, or not all of one. The message says why.</summary>
internal sealed class DamagedModelException(string message) : Exception(message);
