using Microsoft.Extensions.Logging;
using Scoring.Diagnostics;

namespace Scoring.Switching;

/// <summary>Looks at a model's file from time to time, and stages what lies there once it has changed and lies still.</summary>
/// <remarks>A file that cannot be loaded is left alone until it changes again: a copy that was slower than <see cref="ModelWatchOptions.Quiet"/> changes once more.</remarks>
internal sealed class ModelFileWatch : IAsyncDisposable
{
    private readonly SwitchingScoringClient _client;
    private readonly string _path;
    private readonly Func<string, CancellationToken, ValueTask<IScoringClient>> _load;
    private readonly ModelWatchOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopped = new();

    /// <summary>The content that needs nothing more: it is loaded, or cannot be. Touched by one look at a time, as below.</summary>
    private FileStamp? _known;

    /// <summary>A content that is new, and since when it was seen.</summary>
    private (FileStamp? Stamp, long Since) _new;

    private Task _running = Task.CompletedTask;

    public ModelFileWatch(
        SwitchingScoringClient client, string path, Func<string, CancellationToken, ValueTask<IScoringClient>> load, ModelWatchOptions options, TimeProvider clock, ILogger logger)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(load);
        options.Validate();
        (_client, _path, _load, _options, _clock, _logger) = (client, Path.GetFullPath(path), load, options, clock, logger);
        _known = FileStamp.Of(_path);
    }

    public void Start() => _running = RunAsync();

    /// <summary>Looks at the file once. One look at a time.</summary>
    public async ValueTask LookAsync()
    {
        FileStamp? stamp = FileStamp.Of(_path);
        if (stamp is null || stamp == _known)
        {
            _new = default;
            return;
        }

        if (stamp != _new.Stamp) _new = (stamp, _clock.GetTimestamp());
        if (_clock.GetElapsedTime(_new.Since) < _options.QuietTime) return;
        (_known, _new) = (stamp, default);
        await TakeOverAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(_options.Period, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopped.Token).ConfigureAwait(false)) await LookAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It was disposed.
        }
    }

    private async ValueTask TakeOverAsync()
    {
        ScoringLog.ModelFileChanged(_logger, _path);
        try
        {
            await _client.StageAsync(token => _load(_path, token), version: null, _stopped.Token).ConfigureAwait(false);
            if (_options.Promotes) await _client.PromoteAsync(acceptDifferences: false, _stopped.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Loading is the application's code, and may fail in any way. The model in production goes on.
            ScoringLog.ModelFileRefused(_logger, _path, _client.Production.Version, error.Message);
        }
    }
}
