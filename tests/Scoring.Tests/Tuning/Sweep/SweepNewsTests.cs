using Scoring.Testing;
using Scoring.Tuning;
using Scoring.Tuning.Load;
using Scoring.Tuning.Sweep;

namespace Scoring.Tests.Tuning.Sweep;

/// <summary>Which part of a sweep is said to be done.</summary>
public class SweepNewsTests
{
    private static readonly Setting s_setting = new(10, 1);

    private readonly ManualTimeProvider _clock = new();
    private readonly List<TuningProgress> _told = [];
    private TuningOptions _options = new();
    private SweepAllowance? _allowance;

    [Theory]
    [InlineData(null)]
    [InlineData("https://scores.example.org/score")]
    public void Sweep_fills_four_fifths_and_the_load_check_the_rest(string? endpoint)
    {
        SweepNews news = Create(LoadCheckMode.Poisson, endpoint);
        double requests = LoadShare.RequestsOfSweep(_options, new LoadLimit(_options, endpoint, endpoint is null, 1));

        news.Tell(TuningPhase.WarmUp, s_setting, null);
        _allowance!.Spend((int)requests / 2);
        news.Tell(TuningPhase.Sweep, s_setting, null);
        _allowance.Spend((int)requests);
        news.Tell(TuningPhase.Refinement, s_setting, null);
        for (int level = 0; level <= LoadShare.Levels.Length; level++) news.TellLoadCheck(level, s_setting, null);
        news.Tell(TuningPhase.Done, s_setting, null);

        Assert.Equal([0, 40, 80, 80, 86, 92, 99, 100], _told.Select(static one => (int)((100 * one.Fraction) + 1e-9)));
    }

    [Fact]
    public void Sweep_without_load_check_fills_all()
    {
        SweepNews news = Create(LoadCheckMode.None, null);

        _clock.Advance(_options.MaxDuration / 2);
        news.Tell(TuningPhase.Sweep, s_setting, null);
        _allowance!.Spend(_options.MaxRequests);
        news.Tell(TuningPhase.Refinement, s_setting, null);
        news.Tell(TuningPhase.Done, s_setting, null);

        Assert.Equal([0.495, 0.99, 1], _told.Select(static one => Math.Round(one.Fraction, 6)));
    }

    [Fact]
    public void Sweep_that_is_sure_early_goes_on_with_the_load_check()
    {
        SweepNews news = Create(LoadCheckMode.Constant, null);

        news.Tell(TuningPhase.Refinement, s_setting, null);
        news.TellLoadCheck(0, s_setting, null);
        news.TellLoadCheck(1, s_setting, "done");

        Assert.Equal([0.32, 0.8], _told.Take(2).Select(static one => Math.Round(one.Fraction, 6)));
        Assert.Equal((TuningPhase.LoadCheck, "done"), (_told[2].Phase, _told[2].Message));
        Assert.InRange(_told[2].Fraction, 0.8, 0.9);
    }

    private SweepNews Create(LoadCheckMode check, string? endpoint)
    {
        _options = new TuningOptions { LoadCheck = check, TimeProvider = _clock };
        _allowance = new SweepAllowance(_options);
        return new SweepNews(new Listener(_told), _allowance, _options, new LoadLimit(_options, endpoint, endpoint is null, 1));
    }

    private sealed class Listener(List<TuningProgress> told) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value) => told.Add(value);
    }
}
