using Scoring.Tests.Tuning;
using Scoring.Tuning;

namespace Scoring.Tests.DependencyInjection;

/// <summary>A registered client starts with a profile from a file.</summary>
public sealed class TuningProfileServiceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string File => Path.Combine(_folder, "fares.profile.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Client_starts_with_the_recommended_setting_and_keeps_it_when_other_settings_change()
    {
        LongModelProfiles.Own.Save(File);
        await using var fixture = new ServiceFixture(("S:MaxQueuedRows", "1000"));
        fixture.AddClient().UseTuningProfile(File).BindConfiguration("S");
        fixture.Start();
        Assert.Equal((300, 4), Limits(fixture));

        fixture.Set("S:MaxParallelRequests", "2");

        Assert.Equal((300, 2), Limits(fixture));
        Assert.Empty(fixture.Loggers[103]);
    }

    [Fact]
    public async Task Stale_profile_is_used_and_the_warning_is_logged()
    {
        (LongModelProfiles.Own with { Key = LongModelProfiles.OtherKey }).Save(File);
        await using var fixture = new ServiceFixture();
        fixture.AddClient().UseTuningProfile(File);

        Assert.Equal((300, 4), Limits(fixture));
        Assert.Contains("is stale: it is of 'other'", Assert.Single(fixture.Loggers[103]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stale_profile_is_refused_where_that_is_wanted()
    {
        (LongModelProfiles.Own with { Key = LongModelProfiles.OtherKey }).Save(File);
        await using var fixture = new ServiceFixture();
        fixture.AddClient().UseTuningProfile(File, new TuningProfileOptions { RefuseStale = true });

        Assert.Contains("is stale", Assert.Throws<ScoringProfileException>(() => fixture.Client).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("{ \"version\": 1, ", "damaged")]
    public async Task Profile_that_is_missing_or_damaged_is_an_error_at_the_start(string? content, string problem)
    {
        if (content is not null) System.IO.File.WriteAllText(File, content);
        await using var fixture = new ServiceFixture();
        fixture.AddClient().UseTuningProfile(File);

        Assert.Contains(File, fixture.StartProblem, StringComparison.Ordinal);
        Assert.Contains(problem, fixture.StartProblem, StringComparison.Ordinal);
    }

    private static (int?, int?) Limits(ServiceFixture fixture)
    {
        ScoringClientOptions options = fixture.Client.GetScheduler()!.Options;
        return (options.MaxBatchCount, options.MaxParallelRequests);
    }
}
