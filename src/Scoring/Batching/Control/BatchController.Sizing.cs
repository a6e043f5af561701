namespace Scoring.Batching.Control;

/// <summary>What becomes of the rows that wait: how many of them a request takes.</summary>
internal sealed partial class BatchController
{
    /// <summary>Rows are shared out among requests only where that makes each so much shorter.</summary>
    private const double MaxShareTime = 0.75;

    /// <summary>A larger size may be tried with fewer rows than it asks for, if that is so much more than usual.</summary>
    private const double LeastTrial = 1.25;

    /// <summary>Rows beyond a multiple of a step are left to the next batch where that makes this one shorter by more than this leaves.</summary>
    private const double WorthSteppingDown = 0.97;

    /// <summary>A row that is due after this part of the budget has no deadline of its own: its batch is not made smaller for it.</summary>
    private const double WholeBudget = 0.9;

    /// <summary>The usual size is that of about so many of the last batches.</summary>
    private const int UsualBatches = 8;

    /// <summary>So many times the usual size a request may hold before the next ones take a part.</summary>
    private const double MoreThanUsual = 1.5;

    /// <summary>Into so many parts at most rows are shared out: when many wait, the usual size is too small.</summary>
    private const int MostParts = 4;

    /// <summary>With so many times the cap waiting there is a backlog, and requests are to be full.</summary>
    private const int Backlog = 2;

    /// <summary>Usual requests of less than the cap over this are far below it.</summary>
    private const int FarBelowCap = 3;

    private readonly Stretch _stretch = new();

    /// <summary>Rows of a batch, in the mean of the last ones.</summary>
    private double _usualRows = 1;

    /// <summary>What to do with rows that wait.</summary>
    public BatchPlan Plan(in QueueView queue)
    {
        int rows = Size(in queue, out BatchReason reason);
        if (!_settings.RefusesLateRows || double.IsInfinity(queue.FirstSlack)) return new BatchPlan(0, rows, reason);
        if (_refusals.IsRefused(in queue, rows, Limit)) return new BatchPlan(1, 0, reason);
        if (_settings.BudgetSeconds is { } budget && queue.FirstAge + queue.FirstSlack > WholeBudget * budget) return new BatchPlan(0, rows, reason);
        int fitting = _refusals.FitToDeadline(in queue, rows);
        return fitting < rows ? new BatchPlan(0, fitting, BatchReason.Deadline) : new BatchPlan(0, rows, reason);
    }

    private int Size(in QueueView queue, out BatchReason reason)
    {
        if (FindTrial(in queue) is > 0 and var trial)
        {
            reason = BatchReason.Trial;
            return Math.Min(trial, queue.Waiting);
        }

        int cap = _settings.AdaptsRows ? CapOf(in queue) : Sizes.Cap;
        if (queue.Waiting > cap)
        {
            int part = _settings.AdaptsRows && queue.Waiting < Backlog * cap ? PartOf(in queue) : cap;
            reason = part < cap ? BatchReason.Shared : BatchReason.Full;
            return Math.Min(part, cap);
        }

        if (_settings.AdaptsRows) return SizeOfRest(in queue, out reason);
        reason = BatchReason.Emptied;
        return queue.Waiting;
    }

    /// <summary>All that waits fits one request.</summary>
    private int SizeOfRest(in QueueView queue, out BatchReason reason)
    {
        int waiting = queue.Waiting, free = Math.Max(1, Limit - queue.InFlight), share = (waiting + free - 1) / free;
        if (free > 1 && _settings.SharesRows && Model.Time(share) < MaxShareTime * Model.Time(waiting))
        {
            reason = BatchReason.Shared;
            return share;
        }

        int part = PartOf(in queue);
        if (part < waiting)
        {
            reason = BatchReason.Shared;
            return part;
        }

        int step = StepDown(waiting);
        reason = step < waiting ? BatchReason.Step : BatchReason.Emptied;
        return step;
    }

    /// <summary>
    /// Where several requests are in flight, one comes back every few milliseconds: when more rows than usual wait because none has for a while, the last of them has its score sooner if the next requests take some.
    /// </summary>
    private int PartOf(in QueueView queue)
    {
        int waiting = queue.Waiting, part = Math.Max((int)Math.Ceiling(MoreThanUsual * _usualRows), (waiting + MostParts - 1) / MostParts);
        if (!_settings.SharesRows || queue.InFlight < 2 || waiting <= part) return waiting;
        double between = Model.Time(_usualRows) / (queue.InFlight + 1);
        int others = (waiting - 1) / part;
        return Model.Time(part) + (others * between) < Model.Time(waiting) ? part : waiting;
    }

    /// <summary>The size to be tried with rows that wait; 0 for none.</summary>
    private int FindTrial(in QueueView queue)
    {
        int waiting = queue.Waiting;
        if (_hasTrial || !_settings.TriesSizes || IsProbing) return 0;
        int larger = Sizes.Cap == Sizes.Limit ? Math.Min(_ceiling.Trial, _settings.MaxRows) : 0;
        if (larger > Sizes.Limit && waiting >= larger) return larger;
        return Sizes.Trial > 0 && _trials.IsDue && IsOfUse(Sizes.Trial, in queue) && waiting >= Math.Min(Sizes.Trial, LeastTrial * Sizes.Cap) ? Sizes.Trial : 0;
    }

    /// <summary>Where requests are usually much smaller than the cap, a larger one than usual serves nobody, and makes its rows late.</summary>
    private bool IsOfUse(int trial, in QueueView queue) =>
        !_settings.SharesRows || queue.InFlight < 2 || trial <= MoreThanUsual * _usualRows || FarBelowCap * _usualRows >= Sizes.Cap;

    private int CapOf(in QueueView queue)
    {
        if (_settings.BudgetSeconds is { } budget && queue.Waiting > Sizes.Cap)
            _stretch.Update((queue.FirstAge + (Model.Time(Sizes.Cap * _stretch.Factor, queue.InFlight + 1) * Model.TailFactor)) / budget);
        return _stretch.Factor == 1 ? Sizes.Cap : Math.Min(Sizes.Reach, Sizes.Learned(Model.Curve, Sizes.Cap * _stretch.Factor));
    }

    /// <summary>A model that pads computes the same for fewer rows than a multiple of its step; what is beyond rides along with the next.</summary>
    private int StepDown(int waiting)
    {
        StepFit step = Model.Curve.Step;
        int beyond = step.IsFound ? waiting % step.Step : 0;
        bool isSmall = beyond > 0 && 2 * beyond < step.Step && waiting > step.Step;
        return isSmall && Model.Time(waiting - beyond) < WorthSteppingDown * Model.Time(waiting) ? waiting - beyond : waiting;
    }
}
