namespace Scoring.Batching.Control;

/// <summary>Whether ever larger sizes are being tried with success: until that ends, batches are not alike enough to compare numbers in flight.</summary>
internal sealed class GrowthPhase
{
    /// <summary>Batches beyond those in flight after which no other try is to be expected.</summary>
    private const int Patience = 8;

    private int _sinceSuccess;
    private bool _isOver;

    /// <summary>Whether a larger size was tried with success lately, and none without.</summary>
    /// <param name="inFlight">Batches in flight: a try comes back only after those before it.</param>
    public bool IsUnderWay(int inFlight) => !_isOver && _sinceSuccess < (2 * inFlight) + Patience;

    public void OnBatch()
    {
        // Counted no further than it matters: a client may run for years.
        if (_sinceSuccess < int.MaxValue) _sinceSuccess++;
    }

    /// <summary>A larger size was tried.</summary>
    public void OnTried(bool isSuccess)
    {
        if (isSuccess) _sinceSuccess = 0;
        else _isOver = true;
    }
}
