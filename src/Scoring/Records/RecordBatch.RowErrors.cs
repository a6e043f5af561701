using System.Collections.Immutable;

namespace Scoring.Records;

/// <content>The rows of a response that have no score.</content>
public readonly partial struct RecordBatch
{
    /// <summary>The rows of a response that have no score, with what happened to each, by ascending index; normally none. What their columns hold is undefined.</summary>
    /// <remarks>Only a response whose bad rows were told apart from the others has any (<see cref="RowIsolationBuilderExtensions.UseRowIsolation"/>). A response has a score for one
    /// row at least: where no row has one, the call throws.</remarks>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public ImmutableArray<RowError> RowErrors => Buffer.RowErrors?.Within(_start, _count) ?? [];

    /// <summary>Whether <see cref="RowErrors"/> has any, without making it.</summary>
    internal bool HasRowErrors => Buffer.RowErrors is { } errors && errors.Any(_start, _count);

    /// <summary>Why a row has no score; null when it has one.</summary>
    internal Exception? FindRowError(int row) => Buffer.RowErrors?.Find(_start + row);

    /// <summary>Says which rows have no score. For the only holder of a whole batch, before it gives it away.</summary>
    internal void SetRowErrors(ImmutableArray<RowError> errors) => Buffer.RowErrors = errors.IsEmpty ? null : new SparseRowErrors(errors);
}
