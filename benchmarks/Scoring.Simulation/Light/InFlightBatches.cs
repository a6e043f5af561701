namespace Scoring.Simulation.Light;

/// <summary>Requests by their end, and of the same end by when they were sent.</summary>
/// <remarks>There are few: moving them beats a heap.</remarks>
internal sealed class InFlightBatches
{
    /// <summary>The next to end comes last.</summary>
    private readonly List<LightBatch> _batches = [];

    public int Count => _batches.Count;

    public long NextEnd => _batches.Count == 0 ? long.MaxValue : _batches[^1].EndsAt;

    public void Add(in LightBatch batch)
    {
        int index = _batches.Count;
        while (index > 0 && _batches[index - 1].EndsAt <= batch.EndsAt) index--;
        _batches.Insert(index, batch);
    }

    public LightBatch RemoveNext()
    {
        LightBatch batch = _batches[^1];
        _batches.RemoveAt(_batches.Count - 1);
        return batch;
    }
}
