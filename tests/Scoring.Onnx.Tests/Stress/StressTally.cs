namespace Scoring.Onnx.Tests.Stress;

/// <summary>How many rows were sent, and how each of them ended. Counted from all threads.</summary>
internal sealed class StressTally
{
    private long _sent;
    private long _scored;
    private long _cancelled;
    private long _rejected;
    private long _notTaken;

    public long Sent => _sent;

    public long Scored => _scored;

    public long Cancelled => _cancelled;

    /// <summary>Rows that were taken, and ended when the patience of a shutdown did.</summary>
    public long Rejected => _rejected;

    /// <summary>Rows that came after the client was disposed.</summary>
    public long NotTaken => _notTaken;

    public long Ended => _scored + _cancelled + _rejected + _notTaken;

    public void Send(int rows) => Interlocked.Add(ref _sent, rows);

    public void Score(int rows) => Interlocked.Add(ref _scored, rows);

    public void Cancel(int rows) => Interlocked.Add(ref _cancelled, rows);

    public void Reject(int rows) => Interlocked.Add(ref _rejected, rows);

    public void DoNotTake(int rows) => Interlocked.Add(ref _notTaken, rows);

    public override string ToString() => $"{_sent} rows sent: {_scored} scored, {_cancelled} cancelled, {_rejected} rejected, {_notTaken} not taken";
}
