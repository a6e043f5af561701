using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Switching;

/// <summary>Whether one model can take the place of another: its batches fit, and its scores are read the same way.</summary>
internal static class SignatureDifference
{
    /// <summary>What differs, in words; null when nothing does that matters.</summary>
    public static string? Find(ScoringSignature expected, ScoringSignature given) =>
        Find("inputs", expected.Inputs, given.Inputs, isNamed: expected.Inputs.Length > 1) ?? Find("outputs", expected.Outputs, given.Outputs, isNamed: true);

    /// <param name="what">What they are.</param>
    /// <param name="expected">Those of the model whose place is taken.</param>
    /// <param name="given">Those of the other.</param>
    /// <param name="isNamed">Whether names count: a lone input is fed whatever its name.</param>
    private static string? Find(string what, ImmutableArray<SignatureColumn> expected, ImmutableArray<SignatureColumn> given, bool isNamed)
    {
        if (expected.Length != given.Length) return $"{expected.Length} {what} are expected, {given.Length} are given";
        for (int i = 0; i < expected.Length; i++)
        {
            if (isNamed && expected[i].Name != given[i].Name) return $"of the {what} number {i + 1}, {expected[i]} is expected, {given[i]} is given";
            if (expected[i].Type != given[i].Type || !AreAlike(expected[i].Shape, given[i].Shape)) return $"of the {what}, {expected[i]} is expected, {given[i]} is given";
        }

        return null;
    }

    /// <summary>What one of them does not know does not count.</summary>
    private static bool AreAlike(RowShape? expected, RowShape? given)
    {
        if (expected is not { } left || given is not { } right) return true;
        if (left.IsFixed && right.IsFixed) return left.ElementCount == right.ElementCount;
        if (left.Rank != right.Rank) return false;
        for (int i = 0; i < left.Rank; i++)
        {
            int one = left.Dimensions[i], other = right.Dimensions[i];
            if (one != other && one != RowShape.Any && other != RowShape.Any) return false;
        }

        return true;
    }
}
