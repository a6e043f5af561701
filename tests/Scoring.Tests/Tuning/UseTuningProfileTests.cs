using Microsoft.Extensions.Logging;
using Scoring.Diagnostics;
using Scoring.Tests.Fakes;
using Scoring.Tuning;

namespace Scoring.Tests.Tuning;

/// <summary>A client starts with a profile from a file, whatever state that is in.</summary>
public sealed class UseTuningProfileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly List<string> _warnings = [];

    private string File => Path.Combine(_folder, "fares.profile.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Client_starts_with_what_the_profile_recommends_and_knows()
    {
        LongModelProfiles.Own.Save(File);

        await using IScoringClient client = Builder().Build(new ScoringClientOptions());
        await using IScoringClient<long, long> rows = Builder().Build<long, long>();
        await using IScoringClient<long, long> later = await Builder().BuildAsync<long, long>();

        foreach (SchedulerControl scheduler in new[] { client.GetScheduler()!, rows.GetScheduler()!, later.GetScheduler()! })
        {
            Assert.Equal((300, 4), (scheduler.Options.MaxBatchCount, scheduler.Options.MaxParallelRequests));
            Assert.Equal(Rounded(LongModelProfiles.Own), Rounded(scheduler.ExportProfile()!));
        }

        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task Options_that_are_set_go_before_the_profile_also_after_a_change()
    {
        LongModelProfiles.Own.Save(File);

        await using IScoringClient client = Builder().Build(new ScoringClientOptions { MaxBatchCount = 50 });
        Assert.Equal((50, 4), (client.GetScheduler()!.Options.MaxBatchCount, client.GetScheduler()!.Options.MaxParallelRequests));

        client.GetScheduler()!.Update(new ScoringClientOptions { MaxParallelRequests = 2 });
        Assert.Equal((300, 2), (client.GetScheduler()!.Options.MaxBatchCount, client.GetScheduler()!.Options.MaxParallelRequests));
    }

    [Fact]
    public async Task Profile_of_another_model_is_used_with_a_warning()
    {
        (LongModelProfiles.Own with { Key = LongModelProfiles.OtherKey }).Save(File);
        var logger = new Logger();

        await using IScoringClient client = Builder(new TuningProfileOptions { OnWarning = _warnings.Add, Logger = logger }).Build(new ScoringClientOptions());

        string warning = Assert.Single(_warnings);
        Assert.Contains("'other'", warning, StringComparison.Ordinal);
        Assert.Contains($"'{Signatures.Model}'", warning, StringComparison.Ordinal);
        Assert.Contains(File, warning, StringComparison.Ordinal);
        Assert.Equal([warning], logger.Messages);
        Assert.Equal(Rounded(LongModelProfiles.Own), Rounded(client.GetScheduler()!.ExportProfile()!));
        Assert.Contains(client.GetScheduler()!.Snapshot().Decisions, static decision => decision.Text.Contains("another model", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Profile_of_another_machine_is_used_with_a_warning()
    {
        (LongModelProfiles.Own with { Environment = TuningEnvironment.Current() with { Processors = 999 } }).Save(File);

        await using IScoringClient client = Builder().Build(new ScoringClientOptions());

        Assert.Contains("999", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Stale_profile_is_refused_where_that_is_wanted()
    {
        (LongModelProfiles.Own with { Key = LongModelProfiles.OtherKey }).Save(File);

        var error = Assert.Throws<ScoringProfileException>(() => Builder(new TuningProfileOptions { RefuseStale = true }).Build(new ScoringClientOptions()));

        Assert.Contains("stale", error.Message, StringComparison.Ordinal);
        Assert.Equal(("other", Signatures.Model), (error.Given!.ModelName, error.Expected!.ModelName));
    }

    [Fact]
    public void File_that_is_missing_or_damaged_is_named()
    {
        Assert.Contains(File, Assert.Throws<ScoringProfileException>(() => Builder()).Message, StringComparison.Ordinal);
        System.IO.File.WriteAllText(File, "{ \"version\": 1, ");
        Assert.Contains("damaged", Assert.Throws<ScoringProfileException>(() => Builder()).Message, StringComparison.Ordinal);
        System.IO.File.WriteAllText(File, LongModelProfiles.Own.ToJson().Replace("\"seconds\": 0.0625", "\"seconds\": -1", StringComparison.Ordinal));
        string message = Assert.Throws<ScoringProfileException>(() => Builder()).Message;
        Assert.Contains(File, message, StringComparison.Ordinal);
        Assert.Contains("cannot be", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Path_that_cannot_be_written_is_named_and_nothing_is_left()
    {
        string nowhere = Path.Combine(_folder, "missing", "fares.profile.json");

        Assert.Contains(nowhere, Assert.Throws<ScoringProfileException>(() => LongModelProfiles.Own.Save(nowhere)).Message, StringComparison.Ordinal);
        Assert.Contains(_folder, Assert.Throws<ScoringProfileException>(() => LongModelProfiles.Own.Save(_folder)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        Assert.Single(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(_folder)!, Path.GetFileName(_folder) + "*"));
    }

    [Fact]
    public void Saved_profile_replaces_the_one_before_and_is_the_same_when_read()
    {
        LongModelProfiles.Own.Save(File);
        (LongModelProfiles.Own with { Cap = 77 }).Save(File);

        TuningProfile read = TuningProfile.Load(File);

        Assert.Equal((77, LongModelProfiles.Own.Recommended, LongModelProfiles.Own.Environment), (read.Cap, read.Recommended, read.Environment));
        Assert.Equal([File], Directory.EnumerateFiles(_folder));
    }

    private static (double Rows, double Seconds)[] Rounded(TuningProfile profile) => [.. profile.Sizes.Select(static size => (size.Rows, Math.Round(size.Seconds, 9)))];

    private ScoringClientBuilder Builder(TuningProfileOptions? options = null) =>
        new ScoringClientBuilder(new ScriptedLeaf()).UseTuningProfile(File, options ?? new TuningProfileOptions { OnWarning = _warnings.Add });

    private sealed class Logger : ILogger
    {
        public List<string> Messages { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Messages.Add(formatter(state, exception));
    }
}
