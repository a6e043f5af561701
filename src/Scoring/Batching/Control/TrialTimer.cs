namespace Scoring.Batching.Control;

/// <summary>How many batches lie between two tries: few while they pay, ever more while they do not.</summary>
/// <param name="first">Batches between two tries at first, and again after one that paid.</param>
/// <param name="longest">The most batches between two tries.</param>
internal sealed class TrialTimer(int first, int longest)
{
    private readonly int _first = first;
    private int _interval = first;
    private int _left;

    /// <summary>Whether it is time for a try.</summary>
    public bool IsDue => _left <= 0;

    public void OnBatch()
    {
        if (_left > 0) _left--;
    }

    /// <summary>A try has begun: no other until the interval is over.</summary>
    public void OnTried() => _left = _interval;

    /// <summary>It paid.</summary>
    public void OnSuccess() => (_interval, _left) = (_first, Math.Min(_left, _first));

    /// <summary>It did not.</summary>
    public void OnFailure()
    {
        _interval = Math.Min(2 * _interval, longest);
        _left = _interval;
    }

    /// <summary>The model has changed: a try is due at once, and the next soon.</summary>
    public void Reset() => (_interval, _left) = (_first, 0);
}
