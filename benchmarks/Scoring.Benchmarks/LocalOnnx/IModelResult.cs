namespace Scoring.Benchmarks.LocalOnnx;

/// <summary>Something measured on one model.</summary>
public interface IModelResult
{
    string Model { get; }
}
