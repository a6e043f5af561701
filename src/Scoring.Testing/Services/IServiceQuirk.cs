namespace Scoring.Testing.Services;

/// <summary>What a service does beside its curve. One per run, so it may remember what it has seen.</summary>
internal interface IServiceQuirk
{
    /// <summary>The time of a request, in milliseconds.</summary>
    /// <param name="call">The request; they come in the order in which they are sent.</param>
    /// <param name="milliseconds">Its time without the quirk.</param>
    /// <param name="random">For this request alone; the same whatever the policy.</param>
    double Apply(in ServiceCall call, double milliseconds, ref StableRandom random);
}
