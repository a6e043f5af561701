using System.Collections.Immutable;

namespace Scoring;

/// <summary>Some rows of a many-rows call have no score, and every other row's score was written; or no row of a batch has one.</summary>
public sealed class ScoringRowsException : ScoringException
{
    /// <summary>Makes an exception from the rows that failed.</summary>
    /// <param name="errors">At least one, by ascending index.</param>
    /// <param name="totalRows">Rows in the call.</param>
    public ScoringRowsException(ImmutableArray<RowError> errors, int totalRows)
        : base($"{errors.Length} of {totalRows} rows have no score. The first, row {errors[0].Index}: {errors[0].Error.Message}", errors[0].Error)
    {
        Errors = errors;
        Rows = totalRows;
    }

    /// <summary>The error of a call of which no row has a score: that of its rows where they share one.</summary>
    internal static Exception ForAll(ImmutableArray<RowError> errors) =>
        errors.All(error => ReferenceEquals(error.Error, errors[0].Error)) ? errors[0].Error : new ScoringRowsException(errors, errors.Length);

    /// <summary>The rows without a score, by ascending index.</summary>
    public ImmutableArray<RowError> Errors { get; }

    /// <inheritdoc/>
    public override bool IsTransient => Errors.All(static e => e.Error is ScoringException { IsTransient: true });
}
