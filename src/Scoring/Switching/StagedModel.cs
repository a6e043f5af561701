using System.Globalization;
using Scoring.Batching;
using Scoring.Records;
using Scoring.Tuning;

namespace Scoring.Switching;

/// <summary>Makes a loaded model ready to take over: it fits, it is warm, and it is known how it compares.</summary>
internal sealed class StagedModel(SwitchingOptions options)
{
    private const int ShownOfHash = 12;

    /// <summary>Models that were given a number, as nothing else tells them apart. Changed by interlocked operations.</summary>
    private int _numbered;

    /// <summary>A slot for a model.</summary>
    /// <param name="client">The model.</param>
    /// <param name="signature">What it takes and gives.</param>
    /// <param name="version">The version that it was given; null for its own.</param>
    /// <param name="taken">The version that it cannot have; null for none.</param>
    public ModelSlot ToSlot(IScoringClient client, ScoringSignature signature, string? version, string? taken) =>
        new(client, signature, version ?? OwnVersion(client, signature, taken));

    /// <exception cref="ScoringModelException">It cannot take the place of the one in production.</exception>
    public async ValueTask<ModelSlot> PrepareAsync(IScoringClient client, string? version, ModelSlot production, CancellationToken cancellationToken)
    {
        ScoringSignature signature = await client.GetSignatureAsync(cancellationToken).ConfigureAwait(false);
        SignatureCheck.Check(signature);
        if (SignatureDifference.Find(production.Signature, signature) is { } difference)
            throw new ScoringModelException($"The model cannot be staged: {difference}. In production: {production.Signature}. Given: {signature}. Build a new client for a model that takes or gives something else.");
        ModelSlot slot = ToSlot(client, signature, version, taken: production.Version);
        if (options.GoldenRows.IsDefault) return slot;
        await WarmUpAsync(client, signature.MaxConcurrentRequests ?? 1, cancellationToken).ConfigureAwait(false);
        slot.Comparison = await CompareAsync(production, slot, cancellationToken).ConfigureAwait(false);
        return slot;
    }

    private async ValueTask WarmUpAsync(IScoringClient client, int lanes, CancellationToken cancellationToken)
    {
        for (int round = 0; round < options.WarmUpRounds; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => ScoreOnceAsync())).ConfigureAwait(false);
        }

        async Task ScoreOnceAsync()
        {
            using RecordBatch scores = await client.ScoreAsync(options.GoldenRows, default, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<ModelComparison> CompareAsync(ModelSlot production, ModelSlot staging, CancellationToken cancellationToken)
    {
        using RecordBatch expected = await production.Client.ScoreAsync(options.GoldenRows, default, cancellationToken).ConfigureAwait(false);
        using RecordBatch given = await staging.Client.ScoreAsync(options.GoldenRows, default, cancellationToken).ConfigureAwait(false);
        return new ScoreComparer(options.Tolerance).Compare(expected, given, production.Version, staging.Version);
    }

    private string OwnVersion(IScoringClient client, ScoringSignature signature, string? taken)
    {
        if (signature.ModelVersion is { } own && own != taken) return own;
        string? hash = client.GetService<IModelIdentity>()?.GetModelHash();
        if (hash is { Length: >= ShownOfHash } && hash[..ShownOfHash] is var begin && begin != taken) return begin;
        return string.Create(CultureInfo.InvariantCulture, $"#{Interlocked.Increment(ref _numbered)}");
    }
}
