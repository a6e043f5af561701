using System.Buffers;
using Microsoft.Extensions.ObjectPool;

namespace Scoring.Http.Answers;

/// <summary>One pooled array of an answer that is in several. Pooled itself.</summary>
internal sealed class AnswerSegment : ReadOnlySequenceSegment<byte>
{
    /// <summary>Enough for answers of some MiB, many at once.</summary>
    private const int MaxRetained = 256;

    private static readonly DefaultObjectPool<AnswerSegment> s_pool = new(new DefaultPooledObjectPolicy<AnswerSegment>(), MaxRetained);

    private byte[] _bytes = [];

    /// <summary>Where in the answer it ends.</summary>
    public long End => RunningIndex + Memory.Length;

    /// <summary>Takes over an array.</summary>
    /// <param name="bytes">The array.</param>
    /// <param name="count">How much of it is used.</param>
    /// <param name="before">What comes before; null for the first.</param>
    public static AnswerSegment Create(byte[] bytes, int count, AnswerSegment? before)
    {
        AnswerSegment segment = s_pool.Get();
        segment._bytes = bytes;
        (segment.Memory, segment.Next, segment.RunningIndex) = (bytes.AsMemory(0, count), null, before?.End ?? 0);
        if (before is not null) before.Next = segment;
        return segment;
    }

    /// <summary>Gives back this one and all after it.</summary>
    public void ReturnAll()
    {
        for (AnswerSegment? segment = this; segment is not null;)
        {
            var next = (AnswerSegment?)segment.Next;
            ArrayPool<byte>.Shared.Return(segment._bytes);
            (segment._bytes, segment.Memory, segment.Next) = ([], default, null);
            s_pool.Return(segment);
            segment = next;
        }
    }
}
