using Scoring.Records;

namespace Scoring.Tests.Fakes;

/// <summary>Tells whether the memory of batches went back to its pool, and once only. For tests on one thread, with schemas that no other test uses.</summary>
internal sealed class BufferWatch
{
    /// <summary>More than a pool keeps.</summary>
    private const int Rents = 200;

    private readonly HashSet<RecordBuffer> _buffers = [];

    public void Add(RecordBatch batch) => _buffers.Add(batch.Buffer);

    /// <summary>Nobody holds any of the buffers, and whoever rents now gets each once.</summary>
    public void CheckAllReturned()
    {
        int held = _buffers.Count(static buffer => buffer.TryAddReference());
        Assert.True(held == 0, $"{held} of {_buffers.Count} buffers were not returned.");
        foreach (RecordSchema schema in _buffers.Select(static buffer => buffer.Schema).Distinct())
        {
            RecordBatch[] rented = [.. Enumerable.Range(0, Rents).Select(_ => RecordBatch.Rent(schema, 1))];
            int different = rented.Select(static batch => batch.Buffer).Distinct().Count();
            foreach (RecordBatch batch in rented) batch.Dispose();
            Assert.True(different == Rents, $"{Rents - different} buffers of {schema} were returned twice.");
        }
    }
}
