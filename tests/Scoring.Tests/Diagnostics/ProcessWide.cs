namespace Scoring.Tests.Diagnostics;

/// <summary>Tests that touch every client of the process: whoever reads the gauges reads those of all, on a thread of its own, and a simulation on one thread does not allow that. They run by themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWide
{
    public const string Name = "Process-wide";
}
