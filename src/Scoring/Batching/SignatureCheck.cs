namespace Scoring.Batching;

/// <summary>Whether a signature can be one. A leaf is anybody's code.</summary>
internal static class SignatureCheck
{
    /// <exception cref="ScoringModelException">It cannot.</exception>
    public static void Check(ScoringSignature? signature)
    {
        if (signature is null || signature.Inputs.IsDefault || signature.Outputs.IsDefault)
            throw new ScoringModelException($"{signature?.ModelName ?? "The leaf"} gave a signature without inputs or outputs.");
        if (signature.MaxConcurrentRequests < 1) throw Limit(signature, nameof(signature.MaxConcurrentRequests), signature.MaxConcurrentRequests);
        if (signature.MaxRowsPerRun < 1) throw Limit(signature, nameof(signature.MaxRowsPerRun), signature.MaxRowsPerRun);
    }

    private static ScoringModelException Limit(ScoringSignature signature, string name, int? value) =>
        new($"{signature.ModelName} says {nameof(ScoringSignature)}.{name} is {value}; it must be 1 or more, or null for no limit.");
}
