using Scoring.Tool.Reporting;

namespace Scoring.Tool.Diagnosis.EndpointChecks;

/// <summary>Whether this machine and the endpoint agree what time it is.</summary>
internal static class ClockCheck
{
    /// <summary>A <c>Date</c> header has whole seconds, cut off, and servers renew it once a second: it is up to two seconds old, one on average.</summary>
    private static readonly TimeSpan s_age = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_noticed = TimeSpan.FromSeconds(5), s_wrong = TimeSpan.FromSeconds(30);

    public static Finding Of(IEnumerable<LoggedAnswer> answers)
    {
        LoggedAnswer[] dated = [.. answers.Where(static answer => answer.ServerTime is not null)];
        if (dated.Length == 0) return Finding.Ok(Topics.Clock, "The endpoint does not say what time it is (no Date header).");
        LoggedAnswer quickest = dated.MinBy(static answer => answer.Waited);
        TimeSpan ahead = quickest.ServerTime!.Value + s_age - (quickest.Sent + (quickest.Waited / 2)), uncertainty = s_age + (quickest.Waited / 2);
        string text = ahead.Duration() <= uncertainty
            ? $"The endpoint's clock and this one agree within {Numbers.Time(uncertainty)}."
            : $"The endpoint's clock is {Numbers.Time(ahead.Duration())} {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} this one (± {Numbers.Time(uncertainty)}).";
        if (ahead.Duration() < s_noticed) return Finding.Ok(Topics.Clock, text);
        const string Remedy = "Let both synchronise by NTP: a Retry-After that is a date is waited for too long or not at all, and tokens end at another time than is thought.";
        return ahead.Duration() < s_wrong ? Finding.Note(Topics.Clock, text, Remedy) : Finding.Problem(Topics.Clock, text, Remedy);
    }
}
