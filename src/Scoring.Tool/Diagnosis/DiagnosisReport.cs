namespace Scoring.Tool.Diagnosis;

/// <summary>All that was found.</summary>
/// <param name="Target">The model or endpoint, without secrets.</param>
/// <param name="Findings">In the order in which they were looked at.</param>
/// <param name="IsReached">False where the model could not be loaded, or nobody answered.</param>
internal sealed record DiagnosisReport(string Target, IReadOnlyList<Finding> Findings, bool IsReached)
{
    public ExitCode ExitCode =>
        !IsReached ? ExitCode.ModelUnusable
        : Count(FindingLevel.Problem) > 0 ? ExitCode.RowsFailed
        : ExitCode.Ok;

    public int Count(FindingLevel level) => Findings.Count(finding => finding.Level == level);
}
