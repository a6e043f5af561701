namespace Scoring.Tests.Records;

/// <summary>Stands for what a leaf keeps over pooled memory, such as native tensor handles.</summary>
internal sealed class LeafState : IDisposable
{
    public int Disposals { get; private set; }

    public void Dispose() => Disposals++;
}
