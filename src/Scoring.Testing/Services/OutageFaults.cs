namespace Scoring.Testing.Services;

/// <summary>Outages first, then a cold start.</summary>
internal sealed class OutageFaults(IReadOnlyList<ServiceOutage> outages, IServiceFaults? others) : IServiceFaults
{
    public ServiceFault? At(long now)
    {
        ServiceFault? other = others?.At(now);
        foreach (ServiceOutage outage in outages)
        {
            if (outage.Includes(TimeSpan.FromTicks(now))) return new ServiceFault(outage.AnswerTime.TotalMilliseconds, outage.Status, outage.RetryAfter);
        }

        return other;
    }
}
