namespace Scoring.Batching.Scheduling;

/// <summary>How many rows may still run on their callers' threads before one has to be queued, so that a loop over single rows yields at times and cannot starve others.</summary>
/// <remarks>Used under the scheduler's lock.</remarks>
internal struct InlineCredit
{
    private const int Grant = 16;

    private int _left;

    /// <summary>Whether the row that has just come may run on its caller's thread.</summary>
    /// <param name="isAlone">Whether no other row waits and every lane is free.</param>
    public bool TryUse(bool isAlone)
    {
        if (!isAlone)
        {
            _left = 0;
            return false;
        }

        if (_left > 0)
        {
            _left--;
            return true;
        }

        _left = Grant;
        return false;
    }
}
