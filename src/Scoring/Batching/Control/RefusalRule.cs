namespace Scoring.Batching.Control;

/// <summary>Which rows are refused because they would be late after service, or because too many wait for all to be in time.</summary>
/// <remarks>From the front: those have the least time left. What is left then has time to spare, so that one slow batch does not make all late.</remarks>
internal sealed class RefusalRule(ServiceTimeModel model, BatchSizeChooser sizes, double? budgetSeconds)
{
    /// <summary>So many batches are served whatever the model says, so that it has something to learn from.</summary>
    private const int LearningBatches = 16;

    /// <summary>A row is not refused before it has waited for this part of the budget: whoever sends it again at once would be refused over and over.</summary>
    private const double LeastWait = 0.1;

    /// <summary>With too many rows waiting those are refused that have waited for this part of what the budget leaves for it.</summary>
    private const double LongWait = 0.5;

    private bool CanPredict => model.Batches >= LearningBatches && !sizes.IsOutOfReach;

    /// <summary>Whether the first row is to be refused.</summary>
    /// <param name="queue">The queue; its first row can be late.</param>
    /// <param name="rows">How many rows the request would hold.</param>
    /// <param name="limit">Requests in flight at once.</param>
    public bool IsRefused(in QueueView queue, int rows, int limit)
    {
        if (!CanPredict || queue.Waiting == 1) return false;
        if (budgetSeconds is not { } budget) return queue.FirstSlack < model.Time(1, queue.InFlight + 1);
        if (queue.FirstAge <= LeastWait * budget) return false;
        bool isLate = queue.FirstSlack < model.Time(rows, queue.InFlight + 1) * model.TailFactor;
        return isLate || (queue.FirstAge > MaxWait(budget, limit) && queue.Waiting > MaxWaiting(budget, limit));
    }

    /// <summary>How many of the rows that it would hold a request can have so that its first row is in time.</summary>
    public int FitToDeadline(in QueueView queue, int rows)
    {
        if (!CanPredict) return rows;
        double factor = model.Inflation(queue.InFlight + 1) * model.TailFactor;
        if (model.Time(rows) * factor <= queue.FirstSlack) return rows;
        int low = 1, high = rows;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (model.Time(middle) * factor <= queue.FirstSlack) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    /// <summary>So long, in seconds, a row can wait while too many others do.</summary>
    private double MaxWait(double budget, int limit) => LongWait * (budget - (model.Time(sizes.Cap, limit) * model.TailFactor));

    /// <summary>So many rows can wait and all be served in time.</summary>
    private double MaxWaiting(double budget, int limit)
    {
        double time = model.Time(sizes.Cap, limit);
        return Math.Max(sizes.Cap, limit * sizes.Cap / time * (budget - (time * model.TailFactor)));
    }
}
