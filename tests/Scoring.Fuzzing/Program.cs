using System.CommandLine;
using System.Diagnostics;
using Scoring.Fuzzing.Exhaustive;
using Scoring.Fuzzing.Running;
using Scoring.Json.Reading.Fast;

var cases = new Option<long>("--cases") { Description = "How many texts are made and read.", DefaultValueFactory = _ => 1_000_000 };
var seed = new Option<ulong>("--seed") { Description = "The same seed makes the same texts.", DefaultValueFactory = _ => 1 };
var seconds = new Option<double>("--seconds") { Description = "Ends earlier when the time is over.", DefaultValueFactory = _ => 3600 };
var threads = new Option<int>("--threads") { Description = "Threads; each has a seed of its own, made of the seed.", DefaultValueFactory = _ => Environment.ProcessorCount };
Option<string?> exhaustive = new Option<string?>("--exhaustive") { Description = "Instead: writes each of the 4,294,967,296 floats and reads it back." }.AcceptOnlyFromAmong("float32");
var only = new Option<JsonTier?>("--tier") { Description = "One tier of --exhaustive only; all that the machine has when left out." };
var part = new Option<int>("--part") { Description = "One part of --exhaustive only, of --parts: 1 or more.", DefaultValueFactory = _ => 1 };
var parts = new Option<int>("--parts") { Description = "Parts that --exhaustive is cut into, to be run one by one.", DefaultValueFactory = _ => 1 };
var root = new RootCommand("Writes frames of every form, whole and damaged, and has them read by every tier: the values must be those that were written, a text may be refused with one exception only.") { cases, seed, seconds, threads, exhaustive, only, part, parts };
root.SetAction(arguments =>
{
    if (arguments.GetValue(exhaustive) is not null) return TryAllSingles(arguments);
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

int TryAllSingles(ParseResult arguments)
{
    int failures = 0, number = arguments.GetValue(part), of = arguments.GetValue(parts);
    foreach (JsonTier tier in Enum.GetValues<JsonTier>().Where(tier => JsonTiers.IsSupported(tier) && (arguments.GetValue(only) ?? tier) == tier))
    {
        long started = Stopwatch.GetTimestamp();
        (long floats, IReadOnlyList<uint> failed) = SingleRoundTrip.Run(tier, arguments.GetValue(threads), number, of);
        Console.WriteLine(FormattableString.Invariant($"{tier}, part {number} of {of}: {floats:N0} floats written and read back, {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s on {arguments.GetValue(threads)} threads; came back as others: {failed.Count}"));
        foreach (uint bits in failed.Take(10)) Console.WriteLine($"  {SingleRoundTrip.Describe(bits)}");
        failures += failed.Count;
    }

    return failures == 0 ? 0 : 1;
}
