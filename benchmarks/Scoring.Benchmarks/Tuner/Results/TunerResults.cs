using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Tuner.Results;

/// <summary>One run: the tuner against an exhaustive grid.</summary>
/// <param name="Command">What made it.</param>
/// <param name="Machine">Where.</param>
/// <param name="Rounds">Interleaved rounds of the recommended setting beside the best of the grid.</param>
/// <param name="WindowMilliseconds">One measurement.</param>
/// <param name="Models">By model.</param>
public sealed record TunerResults(string Command, MachineInfo Machine, int Rounds, double WindowMilliseconds, IReadOnlyList<TunerModelResult> Models)
{
    /// <summary>All results that have a budget, beside it; made from the others.</summary>
    public IReadOnlyList<BudgetRowResult> Budget { get; init; } = [];

    /// <summary>These, and of an earlier run the models that are not among them.</summary>
    /// <param name="earlier">Null for none.</param>
    /// <param name="order">Where a model stands.</param>
    /// <exception cref="InvalidOperationException">It was another machine's, or measured otherwise.</exception>
    public TunerResults With(TunerResults? earlier, Func<string, int> order)
    {
        if (earlier is null) return this;
        if (earlier.Machine != Machine || earlier.Rounds != Rounds || earlier.WindowMilliseconds != WindowMilliseconds)
            throw new InvalidOperationException("The folder's tuner.json was measured on another machine, or with other rounds and windows: measure all models anew, into an empty folder.");
        string[] measured = [.. Models.Select(static model => model.Model)];
        return this with { Models = [.. earlier.Models.Where(model => !measured.Contains(model.Model)).Concat(Models).OrderBy(model => order(model.Model))] };
    }
}
