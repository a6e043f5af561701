using System.Runtime.InteropServices;
using Scoring.Concurrency;

namespace Scoring.Batching.Flights;

/// <summary>Ends several submissions so that none waits behind another's caller: workers claim them one by one, and a helper is queued before the first claim.</summary>
/// <remarks>
/// A caller that blocks holds one worker; the helper goes on with the others and queues a helper of its own. Many submissions are claimed in parts, and each worker begins
/// where no other is: else each claim would fetch the counter from another core's cache.
/// </remarks>
internal abstract class RowCompletion : IThreadPoolWorkItem
{
    /// <summary>A part is not worth while for fewer.</summary>
    private const int MinPart = 16;

    /// <summary>Most parts, a power of two.</summary>
    private const int MaxParts = 8;

    /// <summary>Submissions to end. Written before the first claim, as the two below.</summary>
    private int _count;

    private int _parts;
    private int _partSize;

    /// <summary>For each part the next submission to claim. Moved only by interlocked operations.</summary>
    private Counter[] _next = [];

    /// <summary>Parts of which a submission is not claimed. Changed only by interlocked operations, as all below.</summary>
    private int _open;

    /// <summary>Workers that have begun.</summary>
    private int _workers;

    /// <summary>Workers, queued helpers and whoever else holds the object; at 0 it is used again.</summary>
    private int _holders;

    protected abstract IWorkStarter Starter { get; }

    /// <summary>Where workers begin, in eighths: as far as possible from each other.</summary>
    private static ReadOnlySpan<byte> Beginnings => [0, 4, 2, 6, 1, 5, 3, 7];

    void IThreadPoolWorkItem.Execute()
    {
        if (IsWorthHelper()) QueueHelper();
        EndRest();
        Release();
    }

    /// <summary>Sets the object up for its first holder.</summary>
    protected void Hold() => Volatile.Write(ref _holders, 1);

    /// <summary>Lets one more hold the object; somebody holds it already.</summary>
    protected void AddHolder() => Interlocked.Increment(ref _holders);

    /// <summary>Ends all, here and where helpers run.</summary>
    protected void EndAll(int count, bool alone)
    {
        if (alone)
        {
            EndInTurn(count);
            return;
        }

        Divide(count);
        if (count > 1) QueueHelper();
        EndRest();
    }

    /// <summary>The same, but nothing on the calling thread, which is not the scheduler's.</summary>
    protected void QueueEndAll(int count)
    {
        Divide(count);
        QueueHelper();
    }

    protected void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0) OnReleased();
    }

    /// <summary>One submission is about to be ended, and mostly those after it soon.</summary>
    protected virtual void Approach(int index)
    {
    }

    /// <summary>Ends one submission; what waits for it goes on inside.</summary>
    protected abstract void EndOne(int index);

    /// <summary>The last submission is about to be ended; others may be just being told.</summary>
    protected abstract void OnLastClaimed();

    /// <summary>Nobody holds the object any more.</summary>
    protected abstract void OnReleased();

    /// <summary>Where nobody helps nothing need be claimed.</summary>
    private void EndInTurn(int count)
    {
        for (int index = 0; index < count; index++)
        {
            if (index == count - 1) OnLastClaimed();
            Approach(index);
            EndOne(index);
        }
    }

    private void Divide(int count)
    {
        _count = count;
        _parts = Math.Clamp(count / MinPart, 1, MaxParts);
        _partSize = (count + _parts - 1) / _parts;
        if (_next.Length < _parts) _next = new Counter[_parts == 1 ? 1 : MaxParts];
        for (int part = 0; part < _parts; part++) Volatile.Write(ref _next[part].Value, part * _partSize);
        _workers = 0;
        Volatile.Write(ref _open, count == 0 ? 0 : _parts);
    }

    private int EndOf(int part) => Math.Min((part + 1) * _partSize, _count);

    /// <summary>Whether more is left than the one submission that a worker claims first.</summary>
    private bool IsWorthHelper()
    {
        int left = 0;
        for (int part = 0; part < _parts && left < 2; part++) left += Math.Max(0, EndOf(part) - Volatile.Read(ref _next[part].Value));
        return left > 1;
    }

    private void QueueHelper()
    {
        AddHolder();
        Starter.Start(this);
    }

    private void EndRest()
    {
        if (Volatile.Read(ref _open) == 0) return;
        int worker = Interlocked.Increment(ref _workers) - 1;
        int first = Beginnings[worker % MaxParts] * _parts / MaxParts;
        for (int part = 0; part < _parts; part++) EndPart((first + part) % _parts);
    }

    private void EndPart(int part)
    {
        ref int next = ref _next[part].Value;
        int end = EndOf(part), index;
        while (Volatile.Read(ref next) < end && (index = Interlocked.Increment(ref next) - 1) < end)
        {
            if (index == end - 1 && Interlocked.Decrement(ref _open) == 0) OnLastClaimed();
            Approach(index);
            EndOne(index);
        }
    }

    /// <summary>A pair of cache lines for itself.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Counter
    {
        public int Value;
    }
}
