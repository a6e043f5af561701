using Scoring.Simulation.Arrivals;
using Scoring.Simulation.Light;
using Scoring.Simulation.Policies;

namespace Scoring.Simulation.Rivals;

/// <summary>How others batch, in few lines each. Their numbers are about these lines, not about those products.</summary>
/// <param name="Name">As shown.</param>
/// <param name="Create">Makes one for a run.</param>
internal sealed record Rival(string Name, Func<Cell, IBatchingPolicy> Create)
{
    public static Rival[] All { get; } =
    [
        new("fixed64", static cell => new FixedPolicy(cell, new(Rows: 64, Linger: cell.Profile.Budget / 2))),
        new("linger128", static cell => new FixedPolicy(cell, new(Rows: 128, Linger: 5))),
        new("streamAnalytics", static cell => new FixedPolicy(cell, new(Rows: 1000, Linger: 5, InFlight: 20))),
        new("greedy", static cell => new FixedPolicy(cell, new(Rows: 1024))),
        new("bento", static cell => new BentoPolicy(cell)),
        new("clipper", static cell => new ClipperPolicy(cell)),
        new("tensorflow", static cell => new TensorFlowPolicy(cell)),
        new("vegas", static cell => new VegasPolicy(cell)),
    ];
}
