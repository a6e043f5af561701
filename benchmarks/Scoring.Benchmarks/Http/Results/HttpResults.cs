using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Http.Results;

/// <summary>One run: the HTTP client against what one writes without it.</summary>
/// <param name="Command">What made it.</param>
/// <param name="Machine">Where.</param>
/// <param name="Rounds">Interleaved rounds.</param>
/// <param name="WindowMilliseconds">One measurement.</param>
/// <param name="Groups">By number of requests in flight.</param>
public sealed record HttpResults(string Command, MachineInfo Machine, int Rounds, double WindowMilliseconds, IReadOnlyList<HttpGroupResult> Groups)
{
    /// <summary>All results that have a budget, beside it; made from the others.</summary>
    public IReadOnlyList<BudgetRowResult> Budget { get; init; } = [];

    public HttpGroupResult Group(string name) => Groups.Single(group => group.Name == name);
}
