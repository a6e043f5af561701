using System.Text.Json;
using Scoring.Tuning.Planning;

namespace Scoring.Tool.Reporting;

/// <summary>A plan as one JSON object.</summary>
internal static class PlanJson
{
    public static void Write(ScoringPlan plan, Terminal terminal) => JsonAnswer.Write(terminal, json =>
    {
        json.WriteNumber("arrivalRate", plan.ArrivalRate);
        json.WriteNumber("partitions", plan.Partitions);
        json.WriteNumber("rows", plan.Rows);
        json.WriteNumber("parallelRequests", plan.ParallelRequests);
        json.WriteNumber("requestsPerReplica", plan.RequestsPerReplica);
        json.WriteNumber("replicas", plan.Replicas);
        json.WriteNumber("capacity", plan.Capacity);
        json.WriteNumber("utilization", plan.Utilization);
        json.WriteNumber("queueGrowth", plan.QueueGrowth);
        json.WriteBoolean("isEnough", plan.IsEnough);
        WriteNumber(json, "expectedP99Seconds", plan.ExpectedP99Seconds);
        WriteNumber(json, "p99BudgetSeconds", plan.P99BudgetSeconds);
        json.WriteBoolean("isWithinBudget", plan.IsWithinBudget);
        json.WriteString("p99Formula", plan.P99Formula);
        json.WriteString("advice", plan.Advice);
    });

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
