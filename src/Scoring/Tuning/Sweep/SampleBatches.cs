using Scoring.Records;

namespace Scoring.Tuning.Sweep;

/// <summary>The sample cut into requests of any size. Each size has several, with different rows, as a model that has just seen the same rows may be quicker.</summary>
/// <remarks>Requests are taken by any thread; <see cref="Prepare"/> and disposing are done while none is in flight.</remarks>
internal sealed class SampleBatches(RecordBatch sample) : IDisposable
{
    /// <summary>So many rows are walked over, if that are not too many bytes.</summary>
    private const int DistinctRows = 8192;

    private const long MaxBytes = 8 << 20;
    private const int MostBatches = 256;

    private readonly Dictionary<int, Ring> _rings = [];

    public RecordBatch Sample { get; } = sample;

    /// <summary>Bytes of values in a request of so many rows, about: as the rows of the sample have.</summary>
    public long BytesOf(int rows) => (long)Math.Ceiling((double)Sample.Buffer.UsedBytes(Sample.StartRow, Sample.RowCount) / Sample.RowCount * rows);

    /// <summary>Makes requests of a size ready.</summary>
    /// <param name="rows">Rows in each.</param>
    /// <param name="inFlight">So many are in the air at once, each with memory of its own.</param>
    public void Prepare(int rows, int inFlight)
    {
        int wanted = Math.Clamp(DistinctRows / rows, 2, MostBatches);
        int affordable = (int)Math.Max(1, MaxBytes / Math.Max(1, BytesOf(rows)));
        int count = Math.Max(inFlight, Math.Min(wanted, affordable));
        if (_rings.TryGetValue(rows, out Ring? ring) && ring.Batches.Length >= count) return;
        ring?.Dispose();
        RecordSchema schema = NewSchema();
        _rings[rows] = new Ring([.. Enumerable.Range(0, count).Select(i => Make(schema, rows, i))]);
    }

    /// <summary>The next request of a size that was prepared. It stays this object's.</summary>
    public RecordBatch Next(int rows) => _rings[rows].Next();

    /// <summary>A way through the requests of a size for each of some loops, so that none waits for the others to take one; together they go on where those before have ended.</summary>
    /// <param name="rows">The size.</param>
    /// <param name="inFlight">How many loops.</param>
    /// <param name="each">How many each of them takes.</param>
    public BatchWalk[] Walks(int rows, int inFlight, int each)
    {
        Ring ring = _rings[rows];
        int first = ring.Skip(inFlight * each);
        return [.. Enumerable.Range(0, inFlight).Select(i => new BatchWalk(ring.Batches, first + i, inFlight))];
    }

    /// <summary>Gives the memory of a size back.</summary>
    public void Release(int rows)
    {
        if (_rings.Remove(rows, out Ring? ring)) ring.Dispose();
    }

    public void Dispose()
    {
        foreach (Ring ring in _rings.Values) ring.Dispose();
        _rings.Clear();
    }

    /// <summary>
    /// Not the sample's own, so that its pool does not keep all this memory afterwards; and one for each size: buffers of a pool are as long as its longest, and short requests that begin far and evenly apart would
    /// share few places in a cache.
    /// </summary>
    private RecordSchema NewSchema() => new([.. Sample.Schema.Columns]);

    private RecordBatch Make(RecordSchema schema, int rows, int number)
    {
        var batch = RecordBatch.Rent(schema, rows);
        int from = (int)((long)number * rows % Sample.RowCount);
        for (int at = 0; at < rows;)
        {
            int count = Math.Min(rows - at, Sample.RowCount - from);
            RowCopy.Copy(Sample, from, batch, at, count);
            at += count;
            from = 0;
        }

        return batch;
    }

    private sealed class Ring(RecordBatch[] batches) : IDisposable
    {
        private int _taken;

        public RecordBatch[] Batches { get; } = batches;

        /// <returns>Where the next one is.</returns>
        public int Skip(int count)
        {
            int first = (int)((uint)(_taken + 1) % (uint)Batches.Length);
            _taken = (first + count - 1) % Batches.Length;
            return first;
        }

        public RecordBatch Next() => Batches[(int)((uint)Interlocked.Increment(ref _taken) % (uint)Batches.Length)];

        public void Dispose()
        {
            foreach (RecordBatch batch in Batches) batch.Dispose();
        }
    }
}
