using System.Runtime.CompilerServices;
using Microsoft.Extensions.ObjectPool;
using Scoring.Concurrency;
using Scoring.Http.Answers;
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
    private const int MaxRetained = 256;

    private const int TooManyRequests = 429, ServerErrors = 500;

    private readonly Uri _endpoint;
    private readonly ScoringProtocol _protocol;
    private readonly HttpScoringOptions _options;
    private readonly TimeProvider _clock;
    private readonly Sender _sender;
    private readonly Exchange _exchange;
    private readonly EndpointErrors _errors;
    private readonly BodyMeter _bodyMeter;
    private readonly Intake _intake = new(ThreadPoolStarter.Instance);
    private readonly CancellationTokenSource _shutdown = new();
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DefaultObjectPool<AttemptTimer> _timers;
    private readonly DefaultObjectPool<ScoringRequestBody> _bodies;
    private readonly HttpModelIdentity _identity;
    private readonly Lock _lock = new();

    /// <summary>Null until the signature is known. Written once, but for two that come at once.</summary>
    private EndpointModel? _model;

    /// <summary>The reading of the signature that is going on; null when none is. Under <see cref="_lock"/>.</summary>
    private Task<EndpointModel>? _reading;

    private HttpScoringClient(Uri endpoint, ScoringProtocol protocol, HttpScoringOptions options)
    {
        (_endpoint, _protocol, _options, _clock) = (endpoint, protocol, options, options.TimeProvider);
        _identity = new HttpModelIdentity(endpoint);
        _errors = new EndpointErrors(protocol.Name, endpoint, options.Credential);
        _bodyMeter = new BodyMeter(endpoint, protocol);
        _sender = new Sender(options);
        _exchange = new Exchange(_sender, options);
        _timers = new DefaultObjectPool<AttemptTimer>(new TimerPolicy(_clock), MaxRetained);
        _bodies = new DefaultObjectPool<ScoringRequestBody>(new BodyPolicy(this), MaxRetained);
        if (options.Signature is { } signature) _model = ModelOf(new EndpointDescription(signature));
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
        if (Volatile.Read(ref _model) is { } model) return new ValueTask<ScoringSignature>(model.Signature);
        return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<ScoringSignature>(cancellationToken) : ReadAsync();

        async ValueTask<ScoringSignature> ReadAsync() => (await ReadModelAsync().WaitAsync(cancellationToken).ConfigureAwait(false)).Signature;
    }

    /// <inheritdoc/>
    public ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        int count = rows.RowCount;
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<RecordBatch>(cancellationToken);
        if (context.Deadline.HasExpired) return ValueTask.FromException<RecordBatch>(_errors.Expired(new AttemptContext(context.Partition, count)));
        ObjectDisposedException.ThrowIf(!_intake.TryEnter(), this);
        return SendAsync(rows, count, context, cancellationToken);
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
            return await _protocol.IsReadyAsync(CreateReader(), cancellationToken).ConfigureAwait(false);
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

        if (!await _intake.WaitAsync(_options.ShutdownTimeout, _clock).ConfigureAwait(false))
        {
            await _shutdown.CancelAsync().ConfigureAwait(false);
            await _intake.WaitAsync().ConfigureAwait(false);
        }

        _sender.Dispose();
        _disposed.SetResult();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<RecordBatch> SendAsync(RecordBatch rows, int count, ScoringContext context, CancellationToken cancellationToken)
    {
        try
        {
            EndpointModel model = Volatile.Read(ref _model) ?? await ReadModelAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            ScoringCodec codec = model.CodecFor(rows.Schema);
            if (count == 0) return model.Empty();
            ScoringRequestBody body = context.Kept?.Find<ScoringRequestBody>(rows) ?? Write(codec, rows, in context);
            try
            {
                return await AttemptAsync(model, codec, body, count, context, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                if (context.Kept is null) body.Release();
            }
        }
        finally
        {
            _intake.Exit();
        }
    }

    /// <summary>Writes the body: once, however often it is sent, where somebody keeps it for the next attempt.</summary>
    private ScoringRequestBody Write(ScoringCodec codec, RecordBatch rows, in ScoringContext context)
    {
        ScoringRequestBody body = _bodies.Get();
        body.Begin();
        try
        {
            codec.Write(rows, body);
            BodyCompressor.Compress(body, _options.RequestCompression);
        }
        catch (Exception error)
        {
            body.Release();

            // Nothing was sent, but how many rows are too many is worth knowing.
            if (error is ScoringException refusal) context.Attempts?.OnAttempt(new ScoringAttempt(rows.RowCount, TimeSpan.Zero, Succeeded: false, refusal.Status));
            if (error is ArgumentException) throw _errors.NotWritten(error, new AttemptContext(context.Partition, rows.RowCount));
            throw;
        }

        _bodyMeter.Record(body.Length);
        context.Kept?.Keep(rows, body);
        return body;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<RecordBatch> AttemptAsync(
        EndpointModel model, ScoringCodec codec, ScoringRequestBody body, int rows, ScoringContext context, CancellationToken cancellationToken)
    {
        var attempt = new Attempt(rows, context.Attempts, _clock);
        AttemptTimer timer = StartTimer(in context, cancellationToken);
        var about = new AttemptContext(context.Partition, rows);
        try
        {
            using HttpResponseMessage response = await _exchange.SendAsync(model.ScoreUri, body, model.Headers, timer.Token).ConfigureAwait(false);
            attempt.OnHeaders(response, _clock);
            if (attempt.Status != Attempt.Success) throw await ReadErrorAsync(model, response, attempt.RetryAfter, about, timer.Token).ConfigureAwait(false);
            using AnswerBody answer = await _exchange.ReadAsync(response, _options.MaxResponseBytes, timer.Token).ConfigureAwait(false);
            attempt.OnEnd(_clock);
            if (answer.IsWhole) _exchange.OnRead(response);
            RecordBatch scores = ReadScores(codec, in answer, response, in about);
            attempt.Succeed();
            return scores;
        }
        catch (Exception error) when (error is not ScoringException)
        {
            bool isEnded = timer.Token.IsCancellationRequested;
            if (Translate(error, attempt.HasBegun, isEnded, in context, in about, cancellationToken) is not { } translated) throw;
            if (translated is ScoringEndpointException { Failure: EndpointFailure.Timeout }) attempt.TimeOut();
            throw translated;
        }
        finally
        {
            attempt.OnEnd(_clock);
            Stop(timer);
            attempt.Tell();
        }
    }

    private RecordBatch ReadScores(ScoringCodec codec, in AnswerBody answer, HttpResponseMessage response, in AttemptContext about)
    {
        if (!answer.IsWhole) throw _errors.TooLong(_options.MaxResponseBytes, in about);
        try
        {
            RecordBatch scores = codec.Read(new ScoringAnswer(answer.Bytes, response.Headers), about.Rows!.Value);
            if (scores.RowCount == about.Rows) return scores;
            scores.Dispose();
            throw new ScoringResponseException($"Expected {about.Rows} rows, found {scores.RowCount}.");
        }
        catch (ScoringException error)
        {
            throw _errors.OfContent(answer.Bytes.FirstSpan, error, in about);
        }
    }

    /// <summary>What an answer that is no success means. Its body is of interest, but that it cannot be read is not.</summary>
    private async ValueTask<ScoringException> ReadErrorAsync(
        EndpointModel model, HttpResponseMessage response, TimeSpan? retryAfter, AttemptContext about, CancellationToken cancellationToken)
    {
        AnswerBody body = default;
        try
        {
            body = await _exchange.ReadErrorAsync(response, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException or OperationCanceledException)
        {
        }

        using (body)
        {
            var answer = new EndpointAnswer((int)response.StatusCode, response.Headers, body.Beginning(Attempt.MaxErrorBytes));
            string? location = response.Headers.Location is { } to ? EndpointErrors.PlaceOf(new Uri(_endpoint, to)) : null;
            return _errors.OfAnswer(answer, model.Protocol.Classify(answer), retryAfter, location, in about);
        }
    }

    /// <summary>The error for whoever called; null when it is that already.</summary>
    private Exception? Translate(Exception error, bool hasBegun, bool isEnded, in ScoringContext context, in AttemptContext about, CancellationToken cancellationToken)
    {
        if (error is OperationCanceledException)
        {
            if (cancellationToken.IsCancellationRequested) return new OperationCanceledException(error.Message, error, cancellationToken);
            if (context.Deadline.HasExpired) return _errors.Expired(in about);
            if (_shutdown.IsCancellationRequested) return _errors.ShutDown(in about);
            if (isEnded) return _errors.TimedOut(_options.AttemptTimeout, HttpScoringOptions.AttemptTimeoutName, error, in about);

            // It was not this attempt's time that was over: a connection was not made in time, or a client that was given has a limit of its own.
            return _options.HttpClient is { } given && given.Timeout != Timeout.InfiniteTimeSpan
                ? _errors.TimedOut(given.Timeout, "HttpClient.Timeout", error, in about)
                : _errors.OfConnection(error, hasBegun, in about);
        }

        if (error is InvalidDataException) return _errors.OfContent([], new ScoringResponseException($"It cannot be decompressed: {error.Message}"), in about);
        return error is HttpRequestException or IOException ? _errors.OfConnection(error, hasBegun, in about) : null;
    }

    private AttemptTimer StartTimer(in ScoringContext context, CancellationToken cancellationToken)
    {
        AttemptTimer timer = _timers.Get();
        TimeSpan left = context.Deadline.Remaining;
        timer.Start(left < _options.AttemptTimeout ? left : _options.AttemptTimeout, cancellationToken, _shutdown.Token);
        return timer;
    }

    private void Stop(AttemptTimer timer)
    {
        if (timer.TryStop()) _timers.Return(timer);
        else timer.Dispose();
    }

    /// <summary>Reads the signature, unless that is being done. No caller's own cancellation ends it, as others wait for it too.</summary>
    private Task<EndpointModel> ReadModelAsync()
    {
        lock (_lock)
        {
            if (_reading is not { IsCompleted: false }) _reading = DescribeAsync();
            return _reading;
        }
    }

    private async Task<EndpointModel> DescribeAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        EndpointReader reader = CreateReader();
        EndpointDescription description = await _protocol.DescribeAsync(reader, _shutdown.Token).ConfigureAwait(false)
            ?? throw _errors.NoSignature(_protocol.NoSignatureHint, reader.Found);
        EndpointModel model = ModelOf(description);
        Volatile.Write(ref _model, model);
        return model;
    }

    private EndpointReader CreateReader() => new(_endpoint, _exchange, [.. _protocol.Headers], _errors, _options);

    private EndpointModel ModelOf(EndpointDescription description)
    {
        ScoringSignature signature = description.Signature;
        if (_options.MaxConcurrentRequests is { } most) signature = signature with { MaxConcurrentRequests = most };
        return new EndpointModel(_endpoint, signature, description.Protocol ?? _protocol);
    }

    private sealed class TimerPolicy(TimeProvider clock) : IPooledObjectPolicy<AttemptTimer>
    {
        public AttemptTimer Create() => new(clock);

        public bool Return(AttemptTimer timer) => true;
    }

    private sealed class BodyPolicy(HttpScoringClient client) : IPooledObjectPolicy<ScoringRequestBody>
    {
        public ScoringRequestBody Create() => new(client._options.MaxRequestBytes, client._bodies.Return);

        public bool Return(ScoringRequestBody body) => true;
    }
}
