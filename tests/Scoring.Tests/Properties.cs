using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Scoring.Tests;

/// <summary>Runs property tests. A failure prints the seed and the smallest example that fails.</summary>
/// <remarks>Every run uses the same seed; <c>SCORING_TEST_SEED</c> sets another one, to explore or to repeat a failure.</remarks>
internal static class Properties
{
    private const ulong DefaultSeed = 20260101;

    public static ulong Seed { get; } =
        ulong.TryParse(Environment.GetEnvironmentVariable("SCORING_TEST_SEED"), CultureInfo.InvariantCulture, out ulong seed) ? seed : DefaultSeed;

    public static void Check<T>(Action<T> property, int tests = 200) => Check(ArbMap.Default.ArbFor<T>(), property, tests);

    public static void Check<T>(Gen<T> values, Action<T> property, int tests = 200) => Check(values.ToArbitrary(), property, tests);

    public static void Check<T>(Arbitrary<T> values, Action<T> property, int tests = 200)
    {
        Config config = Config.QuickThrowOnFailure
            .WithName(string.Create(CultureInfo.InvariantCulture, $"SCORING_TEST_SEED={Seed}"))
            .WithQuietOnSuccess(true)
            .WithMaxTest(tests)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed), FSharpOption<int>.None)));
        FsCheck.Check.One(config, Prop.ForAll(values, property));
    }
}
