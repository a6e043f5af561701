using Scoring.Tool.Reporting;

namespace Scoring.Tool.Diagnosis.EndpointChecks;

/// <summary>Tells an endpoint that starts cold from one that has too little of everything: both answer 503.</summary>
internal static class BusyCheck
{
    /// <param name="answers">To requests one after the other; one or more.</param>
    public static Finding OfOneByOne(IReadOnlyList<ProbeAnswer> answers)
    {
        if (answers.FirstOrDefault(static answer => answer is { IsScored: false, IsBusy: false }).Error is { } error)
            return Finding.Problem(Topics.Answers, $"A request of one row failed: {OptionNames.Translate(error.Message)}", "See to --protocol, --input-name, --format-rows and --columns, and to the endpoint's log.");
        int cold = answers.TakeWhile(static answer => answer.IsBusy).Count(), busy = answers.Count(static answer => answer.IsBusy);
        TimeSpan median = busy == answers.Count ? default : RunTimes.Median([.. answers.Where(static answer => answer.IsScored).Select(static answer => answer.Duration)]);
        if (busy == answers.Count)
        {
            return Finding.Problem(
                Topics.Busy, $"All of {Numbers.Count(busy, "request")} in {Numbers.Time(answers[^1].At)} were answered {Status(answers)}.",
                "See whether the deployment has started and has an instance at all; a cold start can take minutes, so try again.");
        }

        if (busy > cold)
        {
            return Finding.Problem(
                Topics.Busy, $"{Numbers.Number(busy - cold)} of {Numbers.Count(answers.Count - cold, "request")} were answered {Status(answers)} after others had been scored, though they were sent one after the other.",
                "It is not a cold start: give the endpoint more instances or more requests at once (max_concurrent_requests_per_instance), or see who else sends to it.");
        }

        return cold == 0
            ? Finding.Ok(Topics.Busy, $"{Numbers.Count(answers.Count, "request")} of one row, one after the other, were scored, the first in {Numbers.Time(answers[0].Duration)}, the others in {Numbers.Time(median)}.")
            : Finding.Note(
                Topics.Busy, $"A cold start: the first {Numbers.Count(cold, "request")} were answered {Status(answers)} for {Numbers.Time(answers[cold - 1].At)}, and every later one was scored, in {Numbers.Time(median)}.",
                "Keep an instance running (min_instances, or always on), warm it up before traffic, and let the client wait: UseRetry.");
    }

    /// <param name="answers">To requests that were sent at once.</param>
    public static Finding OfAtOnce(IReadOnlyList<ProbeAnswer> answers)
    {
        int busy = answers.Count(static answer => answer.IsBusy), scored = answers.Count(static answer => answer.IsScored);
        if (busy > 0)
        {
            return Finding.Problem(
                Topics.Busy, $"{Numbers.Number(busy)} of {Numbers.Count(answers.Count, "request")} at once were answered {Status(answers)}, while alone they are scored: the endpoint takes fewer at once.",
                $"Send fewer at once (ScoringClientOptions.MaxParallelRequests = {Math.Max(1, scored)} or fewer, or AdaptParallelRequests), or give the endpoint more instances.");
        }

        if (answers.FirstOrDefault(static answer => !answer.IsScored).Error is { } error)
        {
            return Finding.Problem(
                Topics.Answers, $"{Numbers.Number(answers.Count - scored)} of {Numbers.Count(answers.Count, "request")} at once failed, while alone they are scored: {OptionNames.Translate(error.Message)}",
                "Send fewer at once (ScoringClientOptions.MaxParallelRequests), and see to the endpoint's log.");
        }

        return Finding.Ok(Topics.Busy, $"{Numbers.Count(answers.Count, "request")} of one row at once were scored, the last after {Numbers.Time(answers.Max(static answer => answer.Duration))}.");
    }

    private static string Status(IEnumerable<ProbeAnswer> answers) =>
        string.Join(" or ", answers.Where(static answer => answer.IsBusy).Select(static answer => answer.Error!.Status).Distinct().Order());
}
