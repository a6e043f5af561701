using Scoring.Concurrency;

namespace Scoring.Records.Memory;

/// <summary>A few places where a thread finds again the buffer it used last.</summary>
/// <remarks>Handing buffers from core to core costs more than small models do: every cache line of a batch moves with it.</remarks>
internal sealed class NearbyBuffers
{
    /// <summary>Each place's buffer, or null. Changed only by interlocked operations.</summary>
    private readonly ThreadPlaces<RecordBuffer> _buffers = new();

    /// <summary>Takes the buffer of this thread's place, if there is one.</summary>
    public RecordBuffer? TryTake()
    {
        ref RecordBuffer? place = ref _buffers.Mine;
        return Volatile.Read(ref place) is null ? null : Interlocked.Exchange(ref place, null);
    }

    /// <summary>Takes the buffer of any other place, if there is one.</summary>
    public RecordBuffer? TryTakeOver()
    {
        for (int distance = 1; distance < ThreadPlaces<RecordBuffer>.Count; distance++)
        {
            if (Interlocked.Exchange(ref _buffers.At(distance), null) is { } buffer) return buffer;
        }

        return null;
    }

    /// <summary>Leaves a buffer in this thread's place; false when there is one already.</summary>
    public bool TryLeave(RecordBuffer buffer)
    {
        ref RecordBuffer? place = ref _buffers.Mine;
        return Volatile.Read(ref place) is null && Interlocked.CompareExchange(ref place, buffer, null) is null;
    }
}
