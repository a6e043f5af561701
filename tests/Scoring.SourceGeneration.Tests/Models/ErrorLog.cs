using System.Collections;
using Microsoft.Build.Framework;

namespace Scoring.SourceGeneration.Tests.Models;

/// <summary>Keeps the errors that a task reports.</summary>
internal sealed class ErrorLog : IBuildEngine
{
    public List<BuildErrorEventArgs> Errors { get; } = [];

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => ModelItem.Project;

    public void LogErrorEvent(BuildErrorEventArgs e) => Errors.Add(e);

    public void LogWarningEvent(BuildWarningEventArgs e) => throw new NotSupportedException();

    public void LogMessageEvent(BuildMessageEventArgs e) => throw new NotSupportedException();

    public void LogCustomEvent(CustomBuildEventArgs e) => throw new NotSupportedException();

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => throw new NotSupportedException();
}
