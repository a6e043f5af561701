using System.Runtime.CompilerServices;
using Scoring.Concurrency;
using Scoring.Http.Answers;
using Scoring.Http.Sending;
using Scoring.Records;

namespace Scoring.Http.Attempts;

/// <summary>Sends a body once, and makes scores or a typed failure of what comes back.</summary>
/// <param name="endpoint">What the client was given.</param>
/// <param name="options">How it is reached.</param>
/// <param name="exchange">Sends and receives.</param>
/// <param name="errors">Words failures.</param>
/// <param name="intake">Where each attempt, as the last part of a call, is counted out.</param>
/// <param name="shutdown">Cancelled when the client waits for attempts no longer.</param>
internal sealed class AttemptRunner(Uri endpoint, HttpScoringOptions options, Exchange exchange, EndpointErrors errors, Intake intake, CancellationToken shutdown)
{
    private readonly TimeProvider _clock = options.TimeProvider;
    private readonly AttemptTimers _timers = new(options, shutdown);

    /// <summary>Runs an attempt, which holds the body unless somebody keeps it for the next.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<RecordBatch> RunAsync(
        EndpointModel model, ScoringCodec codec, ScoringRequestBody body, int rows, ScoringContext context, CancellationToken cancellationToken)
    {
        try
        {
            var attempt = new Attempt(rows, context.Attempts, _clock);
            AttemptTimer timer = _timers.Start(context.Deadline, cancellationToken);
            var about = new AttemptContext(context.Partition, rows);
            try
            {
                using HttpResponseMessage response = await exchange.SendAsync(model.ScoreUri, body, model.Headers, timer.Token).ConfigureAwait(false);
                attempt.OnHeaders(response, _clock);
                if (attempt.Status != Attempt.Success) throw await ReadErrorAsync(model, response, attempt.RetryAfter, about, timer.Token).ConfigureAwait(false);
                using AnswerBody answer = await exchange.ReadAsync(response, options.MaxResponseBytes, timer.Token).ConfigureAwait(false);
                attempt.OnEnd(_clock);
                if (answer.IsWhole) exchange.OnRead(response);
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
                _timers.Stop(timer);
                attempt.Tell();
            }
        }
        finally
        {
            if (context.Kept is null) body.Release();
            intake.Exit();
        }
    }

    private RecordBatch ReadScores(ScoringCodec codec, in AnswerBody answer, HttpResponseMessage response, in AttemptContext about)
    {
        if (!answer.IsWhole) throw errors.TooLong(options.MaxResponseBytes, in about);
        try
        {
            RecordBatch scores = codec.Read(new ScoringAnswer(answer.Bytes, response.Headers), about.Rows!.Value);
            if (scores.RowCount == about.Rows) return scores;
            scores.Dispose();
            throw new ScoringResponseException($"Expected {about.Rows} rows, found {scores.RowCount}.");
        }
        catch (ScoringException error)
        {
            throw errors.OfContent(answer.Bytes.FirstSpan, error, in about);
        }
    }

    /// <summary>What an answer that is no success means. Its body is of interest, but that it cannot be read is not.</summary>
    private async ValueTask<ScoringException> ReadErrorAsync(
        EndpointModel model, HttpResponseMessage response, TimeSpan? retryAfter, AttemptContext about, CancellationToken cancellationToken)
    {
        AnswerBody body = default;
        try
        {
            body = await exchange.ReadErrorAsync(response, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException or OperationCanceledException)
        {
        }

        using (body)
        {
            var answer = new EndpointAnswer((int)response.StatusCode, response.Headers, body.Beginning(Attempt.MaxErrorBytes));
            string? location = response.Headers.Location is { } to ? EndpointErrors.PlaceOf(new Uri(endpoint, to)) : null;
            return errors.OfAnswer(answer, model.Protocol.Classify(answer), retryAfter, model.ScoreUri, location, in about);
        }
    }

    /// <summary>The error for whoever called; null when it is that already.</summary>
    private Exception? Translate(Exception error, bool hasBegun, bool isEnded, in ScoringContext context, in AttemptContext about, CancellationToken cancellationToken)
    {
        if (error is OperationCanceledException)
        {
            if (cancellationToken.IsCancellationRequested) return new OperationCanceledException(error.Message, error, cancellationToken);
            if (context.Deadline.HasExpired) return errors.Expired(in about);
            if (shutdown.IsCancellationRequested) return errors.ShutDown(in about);
            if (isEnded) return errors.TimedOut(options.AttemptTimeout, HttpScoringOptions.AttemptTimeoutName, error, in about);

            // It was not this attempt's time that was over: a connection was not made in time, or a client that was given has a limit of its own.
            return options.HttpClient is { } given && given.Timeout != Timeout.InfiniteTimeSpan
                ? errors.TimedOut(given.Timeout, "HttpClient.Timeout", error, in about)
                : errors.OfConnection(error, hasBegun, in about);
        }

        if (error is InvalidDataException) return errors.OfContent([], new ScoringResponseException($"It cannot be decompressed: {error.Message}"), in about);
        return error is HttpRequestException or IOException ? errors.OfConnection(error, hasBegun, in about) : null;
    }
}
