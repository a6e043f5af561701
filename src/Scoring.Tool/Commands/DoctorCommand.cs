using System.CommandLine;
using Scoring.Tool.Diagnosis;
using Scoring.Tool.Diagnosis.EndpointChecks;
using Scoring.Tool.Diagnosis.ModelChecks;
using Scoring.Tool.Endpoints;
using Scoring.Tool.Reporting;
using Scoring.Tool.Sampling;

namespace Scoring.Tool.Commands;

/// <summary><c>scoring doctor</c>: what is wrong with a model or an endpoint, and what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var options = new DoctorOptions();
        var command = new Command("doctor", "Looks for what makes a model or an endpoint slow or fragile, and says what to do about it.");
        options.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
            (int)await RunAsync(options.Read(arguments, common), terminal, cancellationToken).ConfigureAwait(false));
        return command;
    }

    private static async Task<ExitCode> RunAsync(DoctorSettings settings, Terminal terminal, CancellationToken cancellationToken)
    {
        SampleFile? sample = settings.Sample is { } file ? new SampleFile(file) : null;
        DiagnosisReport report = EndpointUrl.Is(settings.Target)
            ? await new EndpointDoctor(settings, sample, terminal).ExamineAsync(cancellationToken).ConfigureAwait(false)
            : await new ModelDoctor(settings, sample, terminal).ExamineAsync(cancellationToken).ConfigureAwait(false);
        if (settings.IsJson) FindingJson.Write(report, terminal);
        else FindingTable.Write(report, terminal);
        terminal.Error.WriteLine($"{Numbers.Count(report.Count(FindingLevel.Problem), "problem")}, {Numbers.Count(report.Count(FindingLevel.Note), "note")}");
        return report.ExitCode;
    }
}
