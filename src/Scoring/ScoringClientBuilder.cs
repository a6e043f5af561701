using Scoring.Batching;
using Scoring.Bindings;
using Scoring.Tuning;

namespace Scoring;

/// <summary>Composes a client from a leaf and the stages around it.</summary>
/// <remarks>
/// Stages are applied so that the first one added is the outermost: it sees a request first and its response last.
/// A builder is used by one thread; what it builds is thread-safe and owns the leaf.
/// </remarks>
public sealed class ScoringClientBuilder
{
    private readonly IScoringClient _leaf;
    private readonly List<Func<IScoringClient, IScoringClient>> _stages = [];

    /// <summary>Starts from the client that scores.</summary>
    /// <param name="leaf">A local model or an endpoint. What is built owns and disposes it.</param>
    public ScoringClientBuilder(IScoringClient leaf)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        _leaf = leaf;
    }

    /// <summary>What the client starts with; null for nothing.</summary>
    internal ClientProfile? Profile { get; set; }

    /// <summary>Adds a stage inside those already added.</summary>
    /// <param name="stage">Wraps the client it is given. A stage that would do nothing may return that client itself.</param>
    public ScoringClientBuilder Use(Func<IScoringClient, IScoringClient> stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        _stages.Add(stage);
        return this;
    }

    /// <summary>Builds the batch level as it is: each call is one request, sent at once.</summary>
    /// <returns>The outermost stage, or the leaf where there is none.</returns>
    /// <exception cref="InvalidOperationException">A stage returned null.</exception>
    public IScoringClient Build()
    {
        IScoringClient client = _leaf;
        for (int i = _stages.Count - 1; i >= 0; i--)
        {
            client = _stages[i](client) ?? throw new InvalidOperationException($"Stage {i} returned null; a stage that does nothing returns the client it was given.");
        }

        return client;
    }

    /// <summary>Builds the batch level with a queue in front of it: a batch of any size is cut into requests and its scores are joined in order; small ones of the
    /// same columns travel together.</summary>
    /// <param name="options">Sizes and limits.</param>
    /// <returns>A client that owns the chain. Where this throws, the leaf stays its caller's to dispose.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">A stage returned null.</exception>
    /// <exception cref="ScoringModelException">The leaf knows its signature already, and it cannot be one.</exception>
    public IScoringClient Build(ScoringClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var client = new BatchScoringClient(Build(), Complete(options));
        client.BindIfSignatureIsKnown();
        return client;
    }

    /// <summary>Builds the row level. The bindings are checked at once where the leaf knows its signature already, else at the first call or by
    /// <see cref="IScoringClient{TRow, TScore}.WarmUpAsync"/>.</summary>
    /// <param name="rows">Writes rows into batches; <see cref="RowBinding.Default{TRow}"/> when left out: generated for the type, or that of a primitive or an array.</param>
    /// <param name="scores">Reads scores out; <see cref="ScoreBinding.Default{TScore}"/> when left out: generated for the type, or that of a primitive, an array or a tuple.</param>
    /// <param name="options">Sizes and limits; the defaults when left out.</param>
    /// <returns>A client that owns the chain. Where this throws, the leaf stays its caller's to dispose.</returns>
    /// <exception cref="ArgumentException">There is no built-in binding for the type, or an option is out of range.</exception>
    /// <exception cref="ScoringBindingException">The rows or the scores do not fit the model.</exception>
    /// <exception cref="ScoringModelException">The leaf knows its signature already, and it cannot be one.</exception>
    public IScoringClient<TRow, TScore> Build<TRow, TScore>(
        RowBinding<TRow>? rows = null, ScoreBinding<TScore>? scores = null, ScoringClientOptions? options = null)
    {
        RowScoringClient<TRow, TScore> client = Create(rows, scores, options);
        client.BindIfSignatureIsKnown();
        return client;
    }

    /// <summary>Builds the row level, reads the model's signature and checks the bindings.</summary>
    /// <param name="rows">Writes rows into batches; <see cref="RowBinding.Default{TRow}"/> when left out: generated for the type, or that of a primitive or an array.</param>
    /// <param name="scores">Reads scores out; <see cref="ScoreBinding.Default{TScore}"/> when left out: generated for the type, or that of a primitive, an array or a tuple.</param>
    /// <param name="options">Sizes and limits; the defaults when left out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A client that owns the chain. Where this throws, the leaf stays its caller's to dispose.</returns>
    /// <exception cref="ArgumentException">There is no built-in binding for the type, or an option is out of range.</exception>
    /// <exception cref="ScoringBindingException">The rows or the scores do not fit the model.</exception>
    /// <exception cref="ScoringException">The signature cannot be had.</exception>
    public async ValueTask<IScoringClient<TRow, TScore>> BuildAsync<TRow, TScore>(
        RowBinding<TRow>? rows = null, ScoreBinding<TScore>? scores = null, ScoringClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        RowScoringClient<TRow, TScore> client = Create(rows, scores, options);
        await client.WarmUpAsync(cancellationToken).ConfigureAwait(false);
        return client;
    }

    private RowScoringClient<TRow, TScore> Create<TRow, TScore>(RowBinding<TRow>? rows, ScoreBinding<TScore>? scores, ScoringClientOptions? options)
    {
        options = Complete(options ?? new ScoringClientOptions());
        return new RowScoringClient<TRow, TScore>(Build(), rows ?? RowBinding.Default<TRow>(), scores ?? ScoreBinding.Default<TScore>(), options);
    }

    /// <summary>A copy of the options that is the client's own, with what a profile adds.</summary>
    private ScoringClientOptions Complete(ScoringClientOptions options)
    {
        options = options.Copy();
        Profile?.ApplyTo(options);
        options.Validate();
        return options;
    }
}
