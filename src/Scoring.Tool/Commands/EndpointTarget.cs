using System.Runtime.CompilerServices;
using Scoring.Http;
using Scoring.Resilience;
using Scoring.Tool.Endpoints;
using Scoring.Tool.Input;
using Scoring.Tool.Running;

namespace Scoring.Tool.Commands;

/// <summary>Opens an endpoint to score with.</summary>
internal sealed class EndpointTarget
{
    public const string FailRows = "fail-rows", FailClient = "fail-client";

    private readonly ScoreSettings _settings;
    private readonly Terminal _terminal;
    private readonly Endpoint _endpoint;
    private readonly RetryOptions _retries;
    private readonly bool _failsClient;
    private readonly EndpointVerdict _verdict;

    /// <exception cref="UsageException">An option cannot be followed.</exception>
    public EndpointTarget(ScoreSettings settings, Terminal terminal)
    {
        (_settings, _terminal) = (settings, terminal);
        EndpointOptions.RefuseRuntime(settings.OnnxRuntime);
        _endpoint = new Endpoint(settings.Model, settings.Endpoint);
        _retries = RetryChoice.Create(settings.Endpoint);
        _failsClient = settings.Endpoint.Failure switch
        {
            null or FailRows => false,
            FailClient => true,
            { } other => throw new UsageException($"--failure '{other}' is neither {FailRows} nor {FailClient}."),
        };
        _verdict = new EndpointVerdict(settings.Endpoint.Protocol!, _failsClient);
    }

    /// <param name="source">Looked at where the endpoint does not tell what it takes.</param>
    /// <param name="createReader">Reads rows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ScoringException">The endpoint cannot be used.</exception>
    public async Task<ScoreTarget> OpenAsync(InputSource source, Func<string, Stream, RowReader> createReader, CancellationToken cancellationToken)
    {
        IScoringClient client = Build(_endpoint.CreateClient());
        bool isKept = false;
        try
        {
            await client.GetSignatureAsync(cancellationToken).ConfigureAwait(false);
            isKept = true;
        }
        catch (ScoringException error) when (EndpointLeaf.TellsNothing(error))
        {
            client = await OpenByHeaderAsync(client, error, source, createReader, cancellationToken).ConfigureAwait(false);
            isKept = true;
        }
        finally
        {
            if (!isKept) await client.DisposeAsync().ConfigureAwait(false);
        }

        return new ScoreTarget(client, new EndpointRows(client, _verdict)) { AtEnd = _verdict.ThrowIfNothingScored };
    }

    private async Task<IScoringClient> OpenByHeaderAsync(
        IScoringClient asking, ScoringException reason, InputSource source, Func<string, Stream, RowReader> createReader, CancellationToken cancellationToken)
    {
        await using ConfiguredAsyncDisposable disposal = asking.ConfigureAwait(false);
        ScoringSignature signature = await Task.Run(() => SignatureOf(source, createReader), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
        EndpointLeaf.ShowGuess(signature, source.Name, reason, _terminal.Error);
        return Build(_endpoint.CreateClient(signature));
    }

    private ScoringSignature SignatureOf(InputSource source, Func<string, Stream, RowReader> createReader)
    {
        using var beginning = new MemoryStream(source.Peek());
        using RowReader reader = createReader(source.Name, beginning);
        return HeaderSignature.Create(_endpoint.Place, reader, _settings.Columns, _settings.Keep, ProtocolChoice.SendsVectors(_settings.Endpoint));
    }

    private IScoringClient Build(HttpScoringClient leaf)
    {
        ScoringClientBuilder builder = new ScoringClientBuilder(leaf).Use(inner => new FailedRequests(inner, _verdict));
        if (_failsClient) builder.UseFailedState();
        else builder.UseRowIsolation();
        return builder.UseRetry(_retries).Use(inner => new BusyNotice(inner, _retries, _terminal.Error)).Build(new ScoringClientOptions
        {
            MaxBatchCount = _settings.MaxBatch,
            MaxParallelRequests = _settings.Parallel,
            ShutdownTimeout = TimeSpan.Zero,
        });
    }
}
