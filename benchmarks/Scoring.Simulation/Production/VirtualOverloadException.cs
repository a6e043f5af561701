namespace Scoring.Simulation.Production;

/// <summary>The simulated endpoint answered that it is overloaded.</summary>
internal sealed class VirtualOverloadException : ScoringException
{
    public const int Code = 503;

    public VirtualOverloadException()
        : base("The simulated endpoint answered 503.") => Status = Code;

    public override bool IsTransient => true;
}
