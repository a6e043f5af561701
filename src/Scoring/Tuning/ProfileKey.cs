using System.Security.Cryptography;
using System.Text;

namespace Scoring.Tuning;

/// <summary>Which model and endpoint a <see cref="TuningProfile"/> is of.</summary>
/// <remarks>Immutable.</remarks>
public sealed record ProfileKey
{
    /// <summary>The model's name, for messages.</summary>
    public required string ModelName { get; init; }

    /// <summary>The model's version, for messages; null when it has none.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>SHA-256 of name, version, inputs and outputs, in hexadecimal.</summary>
    public required string SignatureHash { get; init; }

    /// <summary>The model's own hash; null where the leaf knows none.</summary>
    public string? ModelHash { get; init; }

    /// <summary>Where the model is asked; null where the leaf does not say.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The key of a model.</summary>
    /// <param name="signature">What it takes and gives.</param>
    /// <param name="identity">What else is known of it; null for nothing.</param>
    public static ProfileKey Of(ScoringSignature signature, IModelIdentity? identity = null)
    {
        ArgumentNullException.ThrowIfNull(signature);
        string text = string.Join('\n', [signature.ModelName, signature.ModelVersion ?? "", .. signature.Inputs.Select(static column => $"in {column}"), .. signature.Outputs.Select(static column => $"out {column}")]);
        return new ProfileKey
        {
            ModelName = signature.ModelName,
            ModelVersion = signature.ModelVersion,
            SignatureHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            ModelHash = identity?.GetModelHash(),
            Endpoint = identity?.Endpoint,
        };
    }

    /// <summary>Whether both are of the same model and endpoint. What one of them does not know does not count.</summary>
    /// <param name="other">The other key.</param>
    public bool Matches(ProfileKey other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return SignatureHash == other.SignatureHash
            && (ModelHash is null || other.ModelHash is null || string.Equals(ModelHash, other.ModelHash, StringComparison.OrdinalIgnoreCase))
            && (Endpoint is null || other.Endpoint is null || Endpoint == other.Endpoint);
    }

    /// <summary>The model, with the beginnings of the hashes.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"'{ModelName}'");
        if (ModelVersion is not null) text.Append(" version ").Append(ModelVersion);
        text.Append(" (signature ").Append(Short(SignatureHash));
        if (ModelHash is not null) text.Append(", model ").Append(Short(ModelHash));
        if (Endpoint is not null) text.Append(", endpoint ").Append(Endpoint);
        return text.Append(')').ToString();
    }

    private static string Short(string hash) => hash.Length > 8 ? hash[..8] : hash;
}
