using Scoring.Concurrency;
using Scoring.Http.Answers;
using Scoring.Http.Attempts;
using Scoring.Http.Bodies;
using Scoring.Http.Describing;
using Scoring.Http.Sending;
using Scoring.Records;
using Scoring.Tuning;

namespace Scoring.Http;

/// <summary>Scores batches at an HTTP endpoint: one request per batch, in whichever protocol the endpoint speaks.</summary>
/// <remarks>
/// <para>A success is status 200 with exactly as many scores as rows, matched by position; everything else is a typed failure. What is worth sending again is decided by
/// <see cref="RetryBuilderExtensions.UseRetry"/>, and bad rows are told apart by <see cref="RowIsolationBuilderExtensions.UseRowIsolation"/>: this client sends once, but for a token that has expired and
/// redirects of the same server.</para>
/// <para>Caller, deadline and timeout end a request at once. Disposing waits for requests in flight. No message or exception holds a credential or a query.</para>
/// </remarks>
public sealed class HttpScoringClient : IScoringClient
{
    /// <summary>Requests in flight of a busy application; beyond that objects are made anew.</summary>
    internal const int MaxRetained = 256;

    private const int TooManyRequests = 429, ServerErrors = 500;

    private readonly ScoringProtocol _protocol;
    private readonly HttpScoringOptions _options;
    private readonly Sender _sender;
    private readonly EndpointErrors _errors;
    private readonly EndpointModels _models;
    private readonly RequestBodies _bodies;
    private readonly AttemptRunner _attempts;
    private readonly Intake _intake = new(ThreadPoolStarter.Instance);
    private readonly CancellationTokenSource _shutdown = new();
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpModelIdentity _identity;

    private HttpScoringClient(Uri endpoint, ScoringProtocol protocol, HttpScoringOptions options)
    {
        (_protocol, _options, _identity) = (protocol, options, new HttpModelIdentity(endpoint));
        _sender = new Sender(options);
        _errors = new EndpointErrors(protocol.Name, endpoint, options.Credential);
        var exchange = new Exchange(_sender, options);
        _models = new EndpointModels(endpoint, protocol, options, exchange, _errors, _shutdown.Token);
        _bodies = new RequestBodies(options, _errors, new BodyMeter(endpoint, protocol, options.MeterFactory));
        _attempts = new AttemptRunner(endpoint, options, exchange, _errors, _intake, _shutdown.Token);
    }

    /// <summary>Makes a client. Nothing is sent yet.</summary>
    /// <param name="endpoint">Where the endpoint is: an absolute http or https address. What of it is needed depends on the protocol.</param>
    /// <param name="protocol">What it speaks.</param>
    /// <param name="options">How it is reached; the defaults when left out.</param>
    /// <exception cref="ArgumentException">The address is not absolute, or not http; or an option is out of range.</exception>
    public static HttpScoringClient Create(Uri endpoint, ScoringProtocol protocol, HttpScoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(protocol);
        options = options?.Copy() ?? new HttpScoringOptions();
        options.Validate();
        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttp && endpoint.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException("The endpoint must be an absolute address that begins with http:// or https://.", nameof(endpoint));
        return new HttpScoringClient(endpoint, protocol, options);
    }

    /// <inheritdoc/>
    public ValueTask<ScoringSignature> GetSignatureAsync(CancellationToken cancellationToken = default)
    {
        if (_models.Known is { } model) return new ValueTask<ScoringSignature>(model.Signature);
        return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<ScoringSignature>(cancellationToken) : ReadAsync();

        async ValueTask<ScoringSignature> ReadAsync() => (await _models.ReadAsync().WaitAsync(cancellationToken).ConfigureAwait(false)).Signature;
    }

    /// <inheritdoc/>
    public ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        int count = rows.RowCount;
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<RecordBatch>(cancellationToken);
        if (context.Deadline.HasExpired) return ValueTask.FromException<RecordBatch>(_errors.Expired(new AttemptContext(context.Partition, count)));
        ObjectDisposedException.ThrowIf(!_intake.TryEnter(), this);
        return _models.Known is { } model ? SendAsync(model, rows, count, context, cancellationToken) : ReadAndSendAsync(rows, count, context, cancellationToken);
    }

    /// <summary>Asks whether the endpoint can score now, without sending rows: the health paths of a model server, or what stands for them.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False too when it is busy, or nobody answers in <see cref="HttpScoringOptions.AttemptTimeout"/>; null when an endpoint of this kind does not tell.</returns>
    /// <exception cref="ScoringException">It did not let us in, or answered what cannot be understood.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public async ValueTask<bool?> IsReadyAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(!_intake.TryEnter(), this);
        try
        {
            return await _protocol.IsReadyAsync(_models.CreateReader(), cancellationToken).ConfigureAwait(false);
        }
        catch (ScoringEndpointException error) when (error.Failure != EndpointFailure.Status || error.Status is TooManyRequests or >= ServerErrors)
        {
            return false;
        }
        finally
        {
            _intake.Exit();
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is null && serviceType == typeof(IModelIdentity)) return _identity;
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Stops intake and waits for requests in flight; those that outlast <see cref="HttpScoringOptions.ShutdownTimeout"/> are ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_intake.TryClose())
        {
            await _disposed.Task.ConfigureAwait(false);
            return;
        }

        if (!await _intake.WaitAsync(_options.ShutdownTimeout, _options.TimeProvider).ConfigureAwait(false))
        {
            await _shutdown.CancelAsync().ConfigureAwait(false);
            await _intake.WaitAsync().ConfigureAwait(false);
        }

        _sender.Dispose();
        _disposed.SetResult();
    }

    private async ValueTask<RecordBatch> ReadAndSendAsync(RecordBatch rows, int count, ScoringContext context, CancellationToken cancellationToken)
    {
        EndpointModel model;
        try
        {
            model = await _models.ReadAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _intake.Exit();
            throw;
        }

        return await SendAsync(model, rows, count, context, cancellationToken).ConfigureAwait(false);
    }

    /// <remarks>Not async: one more state machine would only wait for the attempt, which lets the body go and the call out.</remarks>
    private ValueTask<RecordBatch> SendAsync(EndpointModel model, RecordBatch rows, int count, ScoringContext context, CancellationToken cancellationToken)
    {
        bool isHandedOn = false;
        try
        {
            ScoringCodec codec = model.CodecFor(rows.Schema);
            if (count == 0) return new ValueTask<RecordBatch>(model.Empty());
            ScoringRequestBody body = _bodies.GetOrWrite(codec, rows, in context);
            isHandedOn = true;
            return _attempts.RunAsync(model, codec, body, count, context, cancellationToken);
        }
        catch (Exception error)
        {
            return ValueTask.FromException<RecordBatch>(error);
        }
        finally
        {
            if (!isHandedOn) _intake.Exit();
        }
    }
}
