using Scoring.Tool.Reporting;

namespace Scoring.Tool.Diagnosis.ModelChecks;

/// <summary>Whether more threads want to run than there are processors.</summary>
internal static class ThreadCheck
{
    /// <param name="lanes">Requests that run at once.</param>
    /// <param name="intraOpThreads">Threads within one run; 0 lets the runtime take one per processor.</param>
    /// <param name="processors">Those that this process may use.</param>
    public static Finding Of(int lanes, int intraOpThreads, int processors)
    {
        int threads = lanes * (intraOpThreads == 0 ? processors : intraOpThreads);
        string perRun = intraOpThreads == 0 ? "as many threads as the runtime likes" : Numbers.Count(intraOpThreads, "thread");
        string text = $"{Numbers.Count(lanes, "lane")} × {perRun} in a run = {Numbers.Count(threads, "thread")} on {Numbers.Count(processors, "processor")}";
        return threads <= processors
            ? Finding.Ok(Topics.Threads, $"{text}.")
            : Finding.Problem(
                Topics.Threads, $"{text}: they take the processors from each other, which costs throughput and most of all p99.",
                $"Set OnnxScoringOptions.IntraOpThreads = 1 and Lanes = {processors}, or make lanes × threads at most {processors}.");
    }
}
