using System.CommandLine;
using System.Diagnostics;
using Scoring.Fuzzing.Running;
using Scoring.Json.Reading.Fast;

var cases = new Option<long>("--cases") { Description = "How many texts are made and read.", DefaultValueFactory = _ => 1_000_000 };
var seed = new Option<ulong>("--seed") { Description = "The same seed makes the same texts.", DefaultValueFactory = _ => 1 };
var seconds = new Option<double>("--seconds") { Description = "Ends earlier when the time is over.", DefaultValueFactory = _ => 3600 };
var threads = new Option<int>("--threads") { Description = "Threads; each has a seed of its own, made of the seed.", DefaultValueFactory = _ => Environment.ProcessorCount };
var root = new RootCommand("Writes frames of every form, whole and damaged, and has them read by every tier: the values must be those that were written, a text may be refused with one exception only.") { cases, seed, seconds, threads };
root.SetAction(arguments =>
{
    long started = Stopwatch.GetTimestamp();
    FuzzReport report = FuzzRun.Run(arguments.GetValue(seed), arguments.GetValue(cases), TimeSpan.FromSeconds(arguments.GetValue(seconds)), arguments.GetValue(threads));
    double elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
    string tiers = string.Join(", ", Enum.GetValues<JsonTier>().Where(JsonTiers.IsSupported));
    Console.WriteLine(FormattableString.Invariant($"{report.Cases:N0} cases, seed {arguments.GetValue(seed)}, {elapsed:F1} s, {report.Cases / elapsed:N0} cases/s on {arguments.GetValue(threads)} threads; tiers {tiers}; failed {report.Failed:N0}"));
    Console.WriteLine();
    Console.Write(report);
    return report.Failed == 0 ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();
