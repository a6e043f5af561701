namespace Scoring.Batching.Control;

/// <summary>Decides how many rows a request takes, how many requests are in flight, and which rows come too late to be served.</summary>
/// <remarks>Knows no threads, no clocks and no rows: numbers in, numbers out. Used by one thread at a time. Nothing is allocated after it is made.</remarks>
internal sealed partial class BatchController
{
    /// <summary>A change is looked for only after so many batches.</summary>
    private const int LearningBatches = 16;

    /// <summary>A try of a size is worth repeating where it serves this part of the rows that the best size does.</summary>
    private const double NearlyAsGood = 0.98;

    /// <summary>Batches that take so many times what a single row takes are mostly made of the rows' own time.</summary>
    private const double LongEnough = 2.5;

    /// <summary>Batches of sizes that differ by less than this part are alike.</summary>
    private const double SameSize = 0.07;

    /// <summary>Whether all requests are taken is looked at over so many times the time of one.</summary>
    private const double UtilizationMemory = 8;

    /// <summary>Once so many batches are known, one is looked at in so many seconds that batches take: callers wait while it is, and that is to be a small part of the time.</summary>
    private const int KnownBatches = 48, WellKnownBatches = 256;

    private const double SecondsPerEarlyLook = 2e-4, SecondsPerLook = 1e-2;

    /// <summary>After a batch of so many seconds or more the next one is looked at too: for its rows the look is short.</summary>
    private const double LongBatch = 1e-3;

    /// <summary>So many batches at least have to say that nothing is within the budget.</summary>
    private const int HopelessBatches = 6;

    /// <summary>Before so many batches are known there is nothing to compare numbers in flight with.</summary>
    private const int ProbeAfter = 3;

    private readonly ConcurrencyProbe _probe;
    private readonly DriftDetector _drift = new();
    private readonly TrialTimer _trials = new(first: 2, longest: 1024);
    private readonly GrowthPhase _growth = new();
    private readonly Utilization _utilization = new();

    private ControlSettings _settings;
    private RefusalRule _refusals;

    /// <summary>Whether a batch in flight is a try of its size.</summary>
    private bool _hasTrial;

    /// <summary>What batches took since one was looked at, itself included.</summary>
    private double _unobserved;

    /// <summary>Whether the next one is looked at.</summary>
    private bool _isLookDue;

    /// <summary>Batches in a row after which not even one row was within the budget.</summary>
    private int _hopeless;

    public BatchController(ControlSettings settings)
    {
        _settings = settings;
        Model = new ServiceTimeModel(settings.MaxParallel, settings.AdaptsParallel ? settings.StartParallel : settings.MaxParallel);
        Sizes = new BatchSizeChooser(settings.MaxRows, settings.BudgetSeconds, settings.OverheadSeconds, isFixed: !settings.AdaptsRows);
        _refusals = new RefusalRule(Model, Sizes, settings.BudgetSeconds);
        _probe = new ConcurrencyProbe(settings.StartParallel, settings.MaxParallel);
    }

    /// <summary>What is known of times.</summary>
    public ServiceTimeModel Model { get; }

    /// <summary>The batch sizes that follow from it.</summary>
    public BatchSizeChooser Sizes { get; }

    /// <summary>The last decisions.</summary>
    public DecisionLog Decisions { get; } = new();

    /// <summary>Rows that a request is filled to.</summary>
    public int Cap => Sizes.Cap;

    /// <summary>Requests in flight at once.</summary>
    public int Limit => _settings.AdaptsParallel ? _probe.Limit : _settings.MaxParallel;

    /// <summary>Requests in flight that were found best; null where that is not looked for.</summary>
    public int? FoundParallel => _settings.AdaptsParallel ? _probe.Accepted : null;

    /// <summary>Whether another number of requests in flight is being tried.</summary>
    public bool IsProbing => _settings.AdaptsParallel && _probe.IsProbing;

    /// <summary>A request is about to be granted. From then on it is in use: handing it to a thread is no idle time.</summary>
    /// <param name="active">Requests granted or in flight without it.</param>
    /// <param name="now">In seconds.</param>
    public void OnGranting(int active, double now) => _utilization.Add(now, active, Limit);

    /// <summary>Rows were taken for a request.</summary>
    /// <param name="reason">Why so many.</param>
    /// <param name="rows">How many.</param>
    public void OnTaken(BatchReason reason, int rows)
    {
        if (reason != BatchReason.Trial) return;
        _hasTrial = true;
        _trials.OnTried();
        if (rows >= Sizes.Limit && _ceiling.Trial > 0) _ceiling.OnTried();
    }

    /// <summary>A request has come back with scores.</summary>
    public void OnServed(in ServedBatch batch)
    {
        // No clock is that fine, and logarithms of nothing would stay in the model for ever.
        if (!(batch.Seconds > 0) || double.IsInfinity(batch.Seconds) || batch.Rows < 1)
        {
            OnFailed(batch.IsTrial, batch.Active, batch.Now);
            return;
        }

        _utilization.Add(batch.Now, batch.Active, Limit);
        _utilization.Remember(UtilizationMemory * batch.Seconds);
        _usualRows += (batch.Rows - _usualRows) / UsualBatches;
        _trials.OnBatch();
        _growth.OnBatch();
        _hasTrial &= !batch.IsTrial;
        ConfirmSize(in batch);
        if (MayIgnore(in batch)) return;
        if (!IsProbing)
        {
            if (IsUsual(in batch)) Learn(in batch);
            UpdateSizes(in batch);
            RetreatIfHopeless(in batch);
        }

        if (MayProbe()) Probe(in batch);
    }

    /// <summary>
    /// Where it began with more in flight than the model can serve, not even one row is in time, and what was learned is the time of a crowd. Once a whole round says so, a quarter as many are in flight,
    /// and all is learned anew.
    /// </summary>
    private void RetreatIfHopeless(in ServedBatch batch)
    {
        if (!_settings.AdaptsParallel || !Sizes.IsOutOfReach || Limit == 1) _hopeless = 0;
        else if (++_hopeless >= Math.Max(HopelessBatches, Limit))
        {
            int before = Limit;
            _hopeless = 0;
            _probe.Retreat();
            Model.Forget(Limit);
            Decisions.Add(new Decision(batch.Now, DecisionKind.Retreat, before, Limit, 0, 0));
        }
    }

    /// <summary>A request has come back without scores: its time says nothing.</summary>
    public void OnFailed(bool isTrial, int active, double now)
    {
        _utilization.Add(now, active, Limit);
        _hasTrial &= !isTrial;
    }

    /// <summary>Decides within other limits from now on. What was learned is kept.</summary>
    public void Change(ControlSettings settings, double now)
    {
        int before = Cap;
        _settings = settings;
        _hasTrial = false;
        Model.SetMaxParallel(settings.MaxParallel, isKnown: !settings.AdaptsParallel);
        _probe.SetLimits(settings.StartParallel, settings.MaxParallel);
        _refusals = new RefusalRule(Model, Sizes, settings.BudgetSeconds);
        _trials.Reset();
        UseCeiling();
        if (Cap != before) Decisions.Add(new Decision(now, DecisionKind.SettingsChanged, before, Cap, 0, 0));
    }

    /// <summary>Takes over what was learned before.</summary>
    /// <param name="buckets">Sizes, as in <see cref="ServiceTimeModel.Buckets"/>.</param>
    /// <param name="logInflation">As in <see cref="ServiceTimeModel.LogInflations"/>, but no longer than is known.</param>
    /// <param name="step">How the model pads.</param>
    /// <param name="parallel">Requests in flight; null where that was not looked for.</param>
    /// <param name="spread">As in <see cref="ResidualRing.Spread"/>.</param>
    /// <param name="tail">As in <see cref="ResidualRing.Tail"/>.</param>
    public void Restore(ReadOnlySpan<SizeBucket> buckets, ReadOnlySpan<double> logInflation, StepFit step, int? parallel, double spread, double tail)
    {
        Model.Restore(buckets, logInflation, step);
        Model.Residuals.Restore(spread, tail);

        // With more in flight than is known nothing would be learned.
        if (_settings.AdaptsParallel && parallel is { } found) _probe.Restore(Math.Min(found, Model.KnownParallel));
        Sizes.Update(Model, Limit);
    }

    /// <summary>Where the number in flight is given, whatever is in flight is the usual. Else what was sent while more were tried is none that is known.</summary>
    private bool IsUsual(in ServedBatch batch) => !_settings.AdaptsParallel || batch.InFlight <= Math.Min(Limit, Model.KnownParallel);

    /// <summary>Where batches are short and their times well known, looking at each would cost more than it brings.</summary>
    /// <remarks>Only those before decide whether one is looked at: were it its own time, those that somebody interrupted would be looked at most.</remarks>
    private bool MayIgnore(in ServedBatch batch)
    {
        bool isLookedAt = _isLookDue || Model.Batches <= KnownBatches || batch.IsTrial || IsProbing;
        if (isLookedAt) _unobserved = 0;
        _unobserved += batch.Seconds;
        _isLookDue = batch.Seconds >= LongBatch || _unobserved >= (Model.Batches <= WellKnownBatches ? SecondsPerEarlyLook : SecondsPerLook);
        return !isLookedAt;
    }

    private bool MayProbe() => _settings.AdaptsParallel && Model.Batches >= ProbeAfter && (IsProbing || !_growth.IsUnderWay(Limit) || IsWorthMoreParallel());

    /// <summary>Where a model may serve several batches side by side, that is found out sooner with batches that are still short than with the largest.</summary>
    private bool IsWorthMoreParallel() => _probe.IsSlowStart && _settings.StartParallel == 1 && Model.Time(Sizes.Cap) > LongEnough * Model.Time(1);

    private void UpdateSizes(in ServedBatch batch)
    {
        int before = Sizes.Cap;
        Sizes.Update(Model, Limit);
        if (Sizes.Cap != before) NoteCap(in batch, before);
        if (!batch.IsTrial) return;
        bool isSuccess = Sizes.Cap != before || batch.Rows / Model.Time(batch.Rows) > NearlyAsGood * Sizes.Cap / Model.Time(Sizes.Cap);
        if (isSuccess) _trials.OnSuccess();
        else _trials.OnFailure();
        _growth.OnTried(isSuccess);
    }

    private void NoteCap(in ServedBatch batch, int before)
    {
        if (Math.Abs(Sizes.Cap - before) <= SameSize * before) return;
        _probe.OnSizeChanged();
        double planned = BatchSizeChooser.PlannedSeconds(Model, before, Limit);
        if (_settings.BudgetSeconds is { } budget && planned > budget) Decisions.Add(new Decision(batch.Now, DecisionKind.OverBudget, before, Sizes.Cap, planned, budget));
        else Decisions.Add(new Decision(batch.Now, DecisionKind.BetterRate, before, Sizes.Cap, before / Model.Time(before), Sizes.Cap / Model.Time(Sizes.Cap)));
    }

    private void Probe(in ServedBatch batch)
    {
        double ratio = _settings.NormalisesProbes ? Model.LogRatio(batch.Rows, batch.Seconds) : Math.Log(batch.Seconds);
        ProbeResult result = _probe.Add(ratio, batch.InFlight, Model.Residuals.Spread, _utilization.IsSaturated);
        if (!result.IsOver) return;
        if (result.LogInflation is { } inflation) Model.SetInflation(result.From, result.Tried, inflation);
        Decisions.Add(new Decision(batch.Now, result.IsAccepted ? DecisionKind.ParallelAccepted : DecisionKind.ParallelRejected, result.From, result.Tried, Math.Exp(result.LogInflation ?? double.NaN), 0));
        Sizes.Update(Model, Limit);
    }

    private void Learn(in ServedBatch batch)
    {
        double residual = Model.Add(batch.Rows, batch.InFlight, batch.Seconds);
        if (!_settings.DetectsDrift || Model.Batches < LearningBatches) return;
        if (!_drift.Add(residual, Model.Residuals.Spread, Model.Residuals.RecentAgreement, batch.Now - batch.Seconds, batch.Now)) return;
        double median = Model.Residuals.RecentMedian;
        Model.Shift(median);
        _trials.Reset();
        _probe.OnDrift();
        Decisions.Add(new Decision(batch.Now, DecisionKind.Drift, 0, 0, Math.Exp(median), 0));
    }
}
