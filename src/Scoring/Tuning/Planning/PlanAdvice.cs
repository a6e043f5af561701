namespace Scoring.Tuning.Planning;

/// <summary>What to do where a plan has too little of something.</summary>
internal static class PlanAdvice
{
    /// <summary>Null where all is well.</summary>
    public static string? For(ScoringPlan plan, PlanOptions options)
    {
        int needed = (int)Math.Ceiling((plan.ArrivalRate / options.MaxUtilization / (plan.Capacity / plan.Replicas)) - 1e-9);
        if (!plan.IsEnough) return FormattableString.Invariant($"the queue grows by {plan.QueueGrowth:N0} rows/s: {needed:N0} replicas are needed instead of {plan.Replicas:N0}");
        if (!plan.IsWithinBudget) return FormattableString.Invariant($"no measured setting is within the budget of {plan.P99BudgetSeconds * 1e3:0.###} ms: raise it to {RoundedUp(plan.ExpectedP99Seconds!.Value * 1e3):0.######} ms");
        if (plan.Utilization > options.MaxUtilization) return FormattableString.Invariant($"headroom is under {1 - options.MaxUtilization:0 %}: {needed:N0} replicas would give it");
        return null;
    }

    /// <summary>To a whole number, or to two digits where it is small: a budget that would do.</summary>
    private static double RoundedUp(double milliseconds)
    {
        double unit = Math.Min(1, Math.Pow(10, Math.Floor(Math.Log10(milliseconds)) - 1));
        return Math.Ceiling((milliseconds / unit) - 1e-9) * unit;
    }
}
