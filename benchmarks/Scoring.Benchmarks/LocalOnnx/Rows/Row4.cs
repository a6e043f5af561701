namespace Scoring.Benchmarks.LocalOnnx.Rows;

/// <summary>A row as an application has it: a struct with named fields.</summary>
public record struct Row4(float A, float B, float C, float D);
