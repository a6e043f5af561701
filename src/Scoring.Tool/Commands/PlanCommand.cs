using System.CommandLine;
using Scoring.Tool.Reporting;
using Scoring.Tool.Sweeping;
using Scoring.Tuning;
using Scoring.Tuning.Planning;

namespace Scoring.Tool.Commands;

/// <summary><c>scoring plan</c>: what a rate of rows needs, from a profile.</summary>
internal static class PlanCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new PlanArguments();
        var command = new Command("plan", "Works out from a profile of scoring tune what a rate of rows needs: rows and requests at once, replicas, and the p99 to expect.");
        options.AddTo(command);
        command.SetAction(arguments => (int)Run(options, arguments, terminal));
        return command;
    }

    private static ExitCode Run(PlanArguments options, ParseResult arguments, Terminal terminal)
    {
        PlanOptions wanted = options.Read(arguments);
        TuningProfile profile = ProfileSource.Read("PROFILE", options.ProfileOf(arguments));
        ScoringPlan plan = CapacityPlanner.Plan(profile, wanted);
        if (options.IsJson(arguments)) PlanJson.Write(plan, terminal);
        else PlanTable.Write(plan, profile, terminal);
        return plan.IsEnough && plan.IsWithinBudget ? ExitCode.Ok : ExitCode.RowsFailed;
    }
}
