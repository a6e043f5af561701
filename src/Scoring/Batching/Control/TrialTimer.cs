namespace Scoring.Batching.Control;

/// <summary>How many batches lie between two tries: few while they pay, ever more while they do not.</summary>
internal sealed class TrialTimer(int first, int longest)
{
    private readonly int _first = first;
    private int _interval = first;
    private int _left;

    /// <summary>Whether it is time for a try.</summary>
    public bool IsDue => _left <= 0;

    public void OnBatch() => _left--;

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

    public void Reset() => (_interval, _left) = (_first, 0);
}
