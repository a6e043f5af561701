using Scoring.Switching;
using Scoring.Tests.Fakes;
using Scoring.Testing;

namespace Scoring.Tests.Switching;

public sealed class ModelFileWatchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("scoring-watch").FullName;
    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingLoggers _loggers = new();
    private readonly List<string> _loaded = [];
    private int _writes;

    private string Model => Path.Combine(_folder, "model.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task New_content_takes_over_once_it_lies_still()
    {
        (SwitchingScoringClient client, ModelFileWatch watch) = await WatchAsync();
        await LookAsync(watch, 3);
        Assert.Empty(_loaded);

        Write("2");
        await LookAsync(watch, 0);
        await LookAsync(watch, 1);
        Assert.Empty(_loaded);
        await LookAsync(watch, 1);
        Assert.Equal(("2", "2"), (Assert.Single(_loaded), client.Production.Version));
        await LookAsync(watch, 5);
        Assert.Single(_loaded);
    }

    [Fact]
    public async Task File_that_is_still_being_written_is_waited_for()
    {
        (SwitchingScoringClient client, ModelFileWatch watch) = await WatchAsync();
        foreach (string part in (string[])["2", "23", "234"])
        {
            Write(part);
            await LookAsync(watch, 1);
            await LookAsync(watch, 1);
        }

        Assert.Empty(_loaded);
        await LookAsync(watch, 1);
        Assert.Equal(("234", "234"), (Assert.Single(_loaded), client.Production.Version));
    }

    [Fact]
    public async Task File_that_cannot_be_loaded_leaves_the_model_in_production_and_the_next_one_counts()
    {
        (SwitchingScoringClient client, ModelFileWatch watch) = await WatchAsync();
        Write("broken");
        await LookAsync(watch, 0);
        await LookAsync(watch, 2);
        await LookAsync(watch, 9);
        Assert.Equal((1, "1"), (_loaded.Count, client.Production.Version));
        Assert.Single(_loggers[408]);

        Write("3");
        await LookAsync(watch, 0);
        await LookAsync(watch, 2);
        Assert.Equal("3", client.Production.Version);
    }

    [Fact]
    public async Task File_that_is_away_for_a_while_changes_nothing()
    {
        (SwitchingScoringClient client, ModelFileWatch watch) = await WatchAsync();
        File.Delete(Model);
        await LookAsync(watch, 9);
        Write("2");
        await LookAsync(watch, 0);
        await LookAsync(watch, 2);

        Assert.Equal("2", client.Production.Version);
    }

    [Fact]
    public async Task Link_that_is_turned_to_another_file_counts_as_a_change()
    {
        string first = Path.Combine(_folder, "first"), second = Path.Combine(_folder, "second");
        File.WriteAllText(first, "1");
        File.WriteAllText(second, "2");
        File.CreateSymbolicLink(Model, first);
        (SwitchingScoringClient client, ModelFileWatch watch) = await WatchAsync(writes: false);
        File.Delete(Model);
        File.CreateSymbolicLink(Model, second);
        await LookAsync(watch, 0);
        await LookAsync(watch, 2);

        Assert.Equal("2", client.Production.Version);
    }

    [Fact]
    public async Task Model_may_be_staged_only()
    {
        (SwitchingScoringClient client, ModelFileWatch watch) = await WatchAsync(promotes: false);
        Write("2");
        await LookAsync(watch, 0);
        await LookAsync(watch, 2);

        Assert.Equal(("1", "2"), (client.Production.Version, client.Staging!.Version));
    }

    [Fact]
    public async Task Watch_looks_by_itself_until_it_is_disposed()
    {
        Write("1");
        SwitchingScoringClient client = await SwitchingScoringClient.CreateAsync(VersionedModel.Create(1), new SwitchingOptions { TimeProvider = _clock, LoggerFactory = _loggers });
        await using IAsyncDisposable watch = client.Watch(Model, LoadAsync, new ModelWatchOptions(TimeSpan.FromSeconds(1), TimeSpan.Zero));
        Write("2");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Waiting.UntilAsync(() => client.Production.Version == "2");

        await client.DisposeAsync();
        Assert.Equal(0, _clock.ActiveTimers);
    }

    private void Write(string text)
    {
        File.WriteAllText(Model, text);

        // Clocks of file systems are coarse.
        File.SetLastWriteTimeUtc(Model, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(++_writes));
    }

    private async Task LookAsync(ModelFileWatch watch, int secondsLater)
    {
        _clock.Advance(TimeSpan.FromSeconds(secondsLater));
        await watch.LookAsync();
    }

    private async Task<(SwitchingScoringClient Client, ModelFileWatch Watch)> WatchAsync(bool promotes = true, bool writes = true)
    {
        if (writes) Write("1");
        SwitchingScoringClient client = await SwitchingScoringClient.CreateAsync(VersionedModel.Create(1), new SwitchingOptions { TimeProvider = _clock, LoggerFactory = _loggers });
        return (client, new ModelFileWatch(client, Model, LoadAsync, new ModelWatchOptions(Quiet: TimeSpan.FromSeconds(2), Promotes: promotes), _clock, _loggers.CreateLogger("")));
    }

    private ValueTask<IScoringClient> LoadAsync(string path, CancellationToken cancellationToken)
    {
        string text = File.ReadAllText(path);
        _loaded.Add(text);
        return new(VersionedModel.Create(long.Parse(text, System.Globalization.CultureInfo.InvariantCulture)));
    }
}
