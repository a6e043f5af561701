namespace Scoring.Onnx.Tests.Support;

/// <inheritdoc cref="StandardError.Collection"/>
[CollectionDefinition(StandardError.Collection, DisableParallelization = true)]
public sealed class StandardErrorCollection;
