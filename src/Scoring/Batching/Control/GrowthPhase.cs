namespace Scoring.Batching.Control;

/// <summary>Whether ever larger sizes are being tried with success: until that ends, batches are not alike enough to compare numbers in flight.</summary>
internal sealed class GrowthPhase
{
    /// <summary>Batches beyond those in flight after which no other try is to be expected.</summary>
    private const int Patience = 8;

    private int _sinceSuccess;
    private bool _isOver;

    /// <param name="inFlight">Batches in flight: a try comes back only after those before it.</param>
    public bool IsUnderWay(int inFlight) => !_isOver && _sinceSuccess < (2 * inFlight) + Patience;

    public void OnBatch() => _sinceSuccess++;

    /// <summary>A larger size was tried.</summary>
    public void OnTried(bool isSuccess)
    {
        if (isSuccess) _sinceSuccess = 0;
        else _isOver = true;
    }
}
