namespace Scoring.Tuning.Planning;

/// <summary>Works out what a wanted rate of rows needs.</summary>
/// <remarks>
/// <para>The capacity of a replica is what was measured: requests in flight × rows ÷ time of a request. Replicas are taken to be alike and independent.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class CapacityPlanner
{
    private const int MostReplicas = 1_000_000;

    /// <summary>The plan for a rate.</summary>
    /// <param name="profile">What is known of the model's times.</param>
    /// <param name="options">The rate, and what else is wanted.</param>
    /// <returns>Of all measured settings the one within the budget that needs the fewest replicas: of these <see cref="TuningProfile.Recommended"/> if it is among them, else the one with the
    /// shortest times. Where none is within the budget, the one that comes nearest.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ScoringProfileException">The profile has numbers that cannot be.</exception>
    public static ScoringPlan Plan(TuningProfile profile, PlanOptions options)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        ProfileCheck.Check(profile);
        ScoringPlan[] plans = [.. KnownSetting.Of(profile).Select(setting => PlanFor(setting, options))];
        ScoringPlan chosen = Choose(plans, profile.Recommended, options);
        return chosen with { Advice = PlanAdvice.For(chosen, options) };
    }

    private static ScoringPlan Choose(ScoringPlan[] plans, TuningSetting? recommended, PlanOptions options)
    {
        ScoringPlan[] good = [.. plans.Where(plan => plan.IsWithinBudget && plan.Utilization <= options.MaxUtilization)];
        if (good.Length > 0) return ChooseAmongGood(good, recommended);
        ScoringPlan[] inTime = [.. plans.Where(static plan => plan.IsWithinBudget)];
        if (inTime.Length > 0) return inTime.MinBy(static plan => plan.Utilization)!;
        ScoringPlan[] enough = [.. plans.Where(static plan => plan.IsEnough)];
        return enough.Length > 0 ? enough.MinBy(static plan => plan.ExpectedP99Seconds)! : plans.MaxBy(static plan => plan.Capacity)!;
    }

    /// <summary>The recommended setting is what clients start with, and it has the most room; a client that has less to send fills requests less.</summary>
    private static ScoringPlan ChooseAmongGood(ScoringPlan[] good, TuningSetting? recommended)
    {
        int fewest = good.Min(static plan => plan.Replicas);
        ScoringPlan[] least = [.. good.Where(plan => plan.Replicas == fewest)];
        return Array.Find(least, plan => plan.Rows == recommended?.Rows && plan.RequestsPerReplica == recommended.ParallelRequests) ?? least.MinBy(static plan => plan.ExpectedP99Seconds)!;
    }

    private static ScoringPlan PlanFor(KnownSetting setting, PlanOptions options)
    {
        int replicas = options.Replicas ?? (int)Math.Clamp(Math.Ceiling((options.ArrivalRate / options.MaxUtilization / setting.RowsPerSecond) - 1e-9), 1, MostReplicas);
        var plan = new ScoringPlan
        {
            ArrivalRate = options.ArrivalRate,
            Partitions = options.Partitions,
            Rows = setting.Rows,
            ParallelRequests = (int)Math.Ceiling((double)replicas * setting.ParallelRequests / options.Partitions),
            RequestsPerReplica = setting.ParallelRequests,
            Replicas = replicas,
            Capacity = replicas * setting.RowsPerSecond,
            P99Formula = ExpectedTime.Formula,
            P99BudgetSeconds = options.P99Budget?.TotalSeconds,
        };
        return plan with { ExpectedP99Seconds = ExpectedTime.P99(setting, plan.Utilization) };
    }

    private static void Check(PlanOptions options)
    {
        Check(nameof(options.ArrivalRate), options.ArrivalRate, options.ArrivalRate is > 0 and < double.PositiveInfinity, "more than zero rows per second");
        Check(nameof(options.Partitions), options.Partitions, options.Partitions >= 1, "1 or more");
        Check(nameof(options.P99Budget), options.P99Budget, options.P99Budget is not { } budget || budget > TimeSpan.Zero, "more than zero");
        Check(nameof(options.Replicas), options.Replicas, options.Replicas is not < 1, "1 or more");
        Check(nameof(options.MaxUtilization), options.MaxUtilization, options.MaxUtilization is > 0 and < 1, "more than 0 and below 1");
    }

    private static void Check(string name, object? value, bool isFine, string range)
    {
        if (!isFine) throw new ArgumentOutOfRangeException($"{nameof(PlanOptions)}.{name}", value, $"{nameof(PlanOptions)}.{name} is {value}; it must be {range}.");
    }
}
