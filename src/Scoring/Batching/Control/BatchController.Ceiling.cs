namespace Scoring.Batching.Control;

/// <summary>What is learned from requests that were too large.</summary>
internal sealed partial class BatchController
{
    private readonly SizeCeiling _ceiling = new();

    /// <summary>A request was too large for the endpoint, or for the memory of a local model.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="isTrial">Whether its size was a try.</param>
    /// <param name="now">In seconds.</param>
    public void OnTooLarge(int rows, bool isTrial, double now)
    {
        int before = Sizes.Limit;
        if (_ceiling.OnTooLarge(rows, isTrial)) NoteStillTooLarge(rows, now);
        UseCeiling();
        if (Sizes.Limit != before) Decisions.Add(new Decision(now, DecisionKind.TooLarge, before, Sizes.Limit, rows, 0));
    }

    /// <summary>A request was not answered in time. Where it was about as large as they are, those that follow are half as large until it is known whether that was the reason.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="seconds">For how long an answer was waited for.</param>
    /// <param name="isTrial">Whether its size was a try.</param>
    /// <param name="now">In seconds.</param>
    public void OnTimedOut(int rows, double seconds, bool isTrial, double now)
    {
        if (2 * rows <= Sizes.Cap) return;
        if (_ceiling.OnTimedOut(rows, isTrial, now - seconds, now)) NoteStillTooLarge(rows, now);
        UseCeiling();
    }

    /// <summary>Whether an answered request says that others can be as large, or that they cannot be larger.</summary>
    private void ConfirmSize(in ServedBatch batch)
    {
        int known = _ceiling.Known;
        if (known == int.MaxValue && _ceiling.Rows == known) return;
        if (!_ceiling.OnServed(batch.Rows, batch.IsTrial, batch.Now - batch.Seconds)) return;
        UseCeiling();
        if (_ceiling.Known < known) Decisions.Add(new Decision(batch.Now, DecisionKind.TimedOut, Math.Min(known, _settings.MaxRows), Sizes.Limit, 2 * Sizes.Limit, batch.Rows));
        else if (_ceiling.Known > known) Decisions.Add(new Decision(batch.Now, DecisionKind.LargerAccepted, known, Sizes.Limit, batch.Rows, 0));
    }

    private void NoteStillTooLarge(int rows, double now) => Decisions.Add(new Decision(now, DecisionKind.StillTooLarge, Sizes.Limit, Sizes.Limit, rows, _ceiling.Interval));

    private void UseCeiling() => Sizes.SetLimits(Math.Min(_settings.MaxRows, _ceiling.Rows), _settings.BudgetSeconds, !_settings.AdaptsRows, Model, Limit);
}
