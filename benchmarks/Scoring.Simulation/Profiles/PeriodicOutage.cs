namespace Scoring.Simulation.Profiles;

/// <summary>From time to time an endpoint answers every request that it is overloaded.</summary>
/// <param name="Period">Milliseconds from one outage to the next; a run begins without.</param>
/// <param name="Length">Milliseconds that it lasts.</param>
/// <param name="AnswerTime">Milliseconds until a request is answered so.</param>
/// <param name="RetryAfter">Milliseconds that callers are asked to wait.</param>
internal sealed record PeriodicOutage(double Period, double Length, double AnswerTime, double RetryAfter) : IServiceFaults
{
    private const int Overloaded = 503;

    private readonly ServiceFault _answer = new(AnswerTime, Overloaded, TimeSpan.FromMilliseconds(RetryAfter));

    public ServiceFault? At(long now) => SimulatedTime.ToMilliseconds(now) % Period >= Period - Length ? _answer : null;
}
