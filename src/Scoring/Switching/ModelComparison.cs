using System.Collections.Immutable;

namespace Scoring.Switching;

/// <summary>What a staged model gives for the golden rows beside the one in production.</summary>
/// <remarks>Immutable.</remarks>
public sealed record ModelComparison
{
    /// <summary>The version in production.</summary>
    public required string Production { get; init; }

    /// <summary>The staged version.</summary>
    public required string Staging { get; init; }

    /// <summary>Golden rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Those of which a score differs by more than the tolerance.</summary>
    public required int DifferentRows { get; init; }

    /// <summary>The largest difference of two numbers, absolute; 0 where none differs.</summary>
    public required double LargestDifference { get; init; }

    /// <summary>The first differences beyond the tolerance, at most 20.</summary>
    public required ImmutableArray<ScoreDifference> Differences { get; init; }

    /// <summary>What it was held against.</summary>
    public required ModelTolerance Tolerance { get; init; }

    /// <summary>Whether no more rows differ than may.</summary>
    public bool IsAccepted => DifferentRows <= Tolerance.MaxDifferentRows * Rows;

    /// <summary>A report of a few lines.</summary>
    public override string ToString() => string.Join(
        Environment.NewLine,
        [
            FormattableString.Invariant($"{Staging} against {Production}: {DifferentRows} of {Rows} golden rows differ, at most by {LargestDifference:g4}{(IsAccepted ? "" : ", more than is allowed")}"),
            .. Differences.Select(static difference => $"  {difference}"),
        ]);
}
