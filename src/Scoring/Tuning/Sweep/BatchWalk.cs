using System.Runtime.CompilerServices;
using Scoring.Records;

namespace Scoring.Tuning.Sweep;

/// <summary>One loop's way through requests of a size, round and round.</summary>
/// <param name="batches">All of them.</param>
/// <param name="first">Where it begins.</param>
/// <param name="step">How far it is to the next one: the others are other loops'.</param>
internal struct BatchWalk(RecordBatch[] batches, int first, int step)
{
    private const int CacheLine = 64;

    /// <summary>Bytes: about half of a processor's own cache.</summary>
    private const long MostFetched = 512 << 10;

    private int _at = first % batches.Length;

    /// <summary>Fetches the next requests into the processor's caches, as far as they have room: whoever sends a request has just written it.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Of no meaning: what is read has to be used for something.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly int Fetch(int count)
    {
        int read = 0;
        long left = MostFetched;
        for (int i = 0, at = _at; i < count && left > 0; i++, at = (at + step) % batches.Length)
        {
            RecordBatch batch = batches[at];
            foreach (ColumnBuffer column in batch.Buffer.Columns)
            {
                Span<byte> bytes = column.Elements(batch.StartRow, batch.RowCount);
                for (int place = 0; place < bytes.Length; place += CacheLine) read += bytes[place];
                left -= bytes.Length;
            }
        }

        return read;
    }

    public RecordBatch Next()
    {
        RecordBatch batch = batches[_at];
        _at = (_at + step) % batches.Length;
        return batch;
    }
}
