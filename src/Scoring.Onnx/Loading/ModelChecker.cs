namespace Scoring.Onnx.Loading;

/// <summary>Refuses what no batch can feed or hold, with the reason.</summary>
internal static class ModelChecker
{
    /// <summary>The inputs that batches feed.</summary>
    /// <exception cref="ScoringModelException">An input that cannot be left out is no tensor of a supported type.</exception>
    public static IReadOnlyList<ValueDescription> CheckInputs(string model, IReadOnlyList<ValueDescription> inputs)
    {
        ValueDescription[] fed = [.. inputs.Where(static i => !i.IsOptional || IsColumn(i))];
        if (fed.FirstOrDefault(static i => !IsColumn(i)) is { } refused)
            throw new ScoringModelException($"Model '{model}' takes {refused.ToInfo()}: {WhyNot(refused)} Export the model with tensor inputs.");
        if (fed.Length == 0) throw new ScoringModelException($"Model '{model}' takes no input, so it cannot score rows.");
        return MarkScalars(fed);
    }

    /// <summary>The outputs that are computed: those asked for, or all.</summary>
    /// <exception cref="ScoringModelException">There is no output of a name, or one cannot be a column.</exception>
    public static IReadOnlyList<ValueDescription> CheckOutputs(string model, IReadOnlyList<ValueDescription> outputs, IList<string> asked)
    {
        foreach (string name in asked)
        {
            if (!outputs.Any(o => o.Name == name))
                throw new ScoringModelException($"Model '{model}' has no output '{name}' ({nameof(OnnxScoringOptions)}.{nameof(OnnxScoringOptions.Outputs)}); it gives {string.Join(", ", outputs.Select(static o => o.ToInfo()))}.");
        }

        ValueDescription[] computed = asked.Count == 0 ? [.. outputs] : [.. asked.Distinct().Select(name => outputs.First(o => o.Name == name))];
        if (computed.FirstOrDefault(static o => !IsColumn(o) && !IsProbabilities(o)) is { } refused)
        {
            throw new ScoringModelException(
                $"Model '{model}' gives {refused.ToInfo()}: {WhyNot(refused)} Name the outputs you need in {nameof(OnnxScoringOptions)}.{nameof(OnnxScoringOptions.Outputs)} to leave it out.");
        }

        return computed;
    }

    /// <summary>The size at which the batch axis is fixed; null when it is free.</summary>
    /// <exception cref="ScoringModelException">Inputs are fixed at different sizes.</exception>
    public static int? FixedBatchSize(string model, IReadOnlyList<ValueDescription> inputs)
    {
        long[] sizes = [.. inputs.Where(static i => !i.IsOptional && i.HasShape && i.Dimensions[0] > 0).Select(static i => i.Dimensions[0]).Distinct()];
        return sizes.Length <= 1
            ? sizes.Length == 0 ? null : checked((int)sizes[0])
            : throw new ScoringModelException(
                $"Model '{model}' has no batch axis: its inputs have different fixed first dimensions ({string.Join(", ", inputs.Select(static i => i.ToInfo()))}). " +
                "Rows can only be fed to inputs that share their first dimension.");
    }

    /// <summary>
    /// The runtime tells an input that declares no shape and one that is a scalar apart no better than "no dimensions". Beside inputs that do declare theirs it is a scalar.
    /// </summary>
    private static ValueDescription[] MarkScalars(ValueDescription[] inputs) =>
        inputs.Any(static i => i.HasShape) ? [.. inputs.Select(static i => i with { IsScalar = !i.HasShape })] : inputs;

    private static bool IsColumn(ValueDescription value) => value is { Kind: OrtKind.Tensor or OrtKind.Optional, ColumnType: not null, IsClassMap: false };

    private static bool IsProbabilities(ValueDescription value) =>
        value is { Kind: OrtKind.Sequence, ElementType: OrtElementType.Float32, MapKeyType: OrtElementType.Int64 or OrtElementType.String };

    private static string WhyNot(ValueDescription value) => value.Kind is OrtKind.Tensor or OrtKind.Optional
        ? $"elements of type {OrtElementType.Name(value.ElementType)} are not supported."
        : $"a {value.Kind.ToString().ToLowerInvariant()} is not a tensor.";
}
