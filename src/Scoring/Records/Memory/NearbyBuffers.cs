using System.Numerics;
using Scoring.Concurrency;

namespace Scoring.Records.Memory;

/// <summary>A few places where a thread finds again the buffer it used last.</summary>
/// <remarks>Handing buffers from core to core costs more than small models do: every cache line of a batch moves with it.</remarks>
internal sealed class NearbyBuffers
{
    /// <summary>References that share no cache line with another place's.</summary>
    private const int Stride = 16;

    /// <summary>One less than the number of places, a power of two: twice the processors, so that few threads share one.</summary>
    private static readonly uint s_mask = BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount * 2) - 1;

    /// <summary>Each place's buffer, or null. Changed only by interlocked operations.</summary>
    private readonly RecordBuffer?[] _buffers = new RecordBuffer?[(s_mask + 1) * Stride];

    private ref RecordBuffer? Place => ref _buffers[(ThreadNumber.Current & s_mask) * Stride];

    /// <summary>Takes the buffer of this thread's place, if there is one.</summary>
    public RecordBuffer? TryTake()
    {
        ref RecordBuffer? place = ref Place;
        return Volatile.Read(ref place) is null ? null : Interlocked.Exchange(ref place, null);
    }

    /// <summary>Leaves a buffer in this thread's place; false when there is one already.</summary>
    public bool TryLeave(RecordBuffer buffer)
    {
        ref RecordBuffer? place = ref Place;
        return Volatile.Read(ref place) is null && Interlocked.CompareExchange(ref place, buffer, null) is null;
    }
}
