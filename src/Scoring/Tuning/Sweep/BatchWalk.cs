using Scoring.Records;

namespace Scoring.Tuning.Sweep;

/// <summary>One loop's way through requests of a size, round and round.</summary>
/// <param name="batches">All of them.</param>
/// <param name="first">Where it begins.</param>
/// <param name="step">How far it is to the next one: the others are other loops'.</param>
internal struct BatchWalk(RecordBatch[] batches, int first, int step)
{
    private int _at = first % batches.Length;

    public RecordBatch Next()
    {
        RecordBatch batch = batches[_at];
        _at = (_at + step) % batches.Length;
        return batch;
    }
}
