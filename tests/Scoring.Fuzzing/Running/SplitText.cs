using System.Buffers;

namespace Scoring.Fuzzing.Running;

/// <summary>A text in three pieces.</summary>
internal sealed class SplitText
{
    private readonly Piece _first = new(), _second = new(), _third = new();

    public ReadOnlySequence<byte> Split(Memory<byte> text, ref SplitMix random)
    {
        int first = random.Next(text.Length + 1), second = first + random.Next(text.Length - first + 1);
        _third.Set(text[second..], second, null);
        _second.Set(text[first..second], first, _third);
        _first.Set(text[..first], 0, _second);
        return new ReadOnlySequence<byte>(_first, 0, _third, text.Length - second);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public void Set(ReadOnlyMemory<byte> memory, long index, Piece? next) => (Memory, RunningIndex, Next) = (memory, index, next);
    }
}
