namespace Scoring.Tuning.Sweep;

/// <summary>The order of a round: random, so that a machine that gets slower or faster meanwhile is not mistaken for a size that is.</summary>
internal static class RoundOrder
{
    public static Setting[] Shuffle(IEnumerable<Setting> settings, Random random)
    {
        Setting[] order = [.. settings];
        random.Shuffle(order);
        return order;
    }
}
