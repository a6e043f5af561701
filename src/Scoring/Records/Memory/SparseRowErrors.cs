using System.Collections.Immutable;

namespace Scoring.Records.Memory;

/// <summary>The rows of a buffer that have no score. Immutable; a buffer without any has none of these.</summary>
/// <param name="errors">By ascending index, which is the row of the buffer.</param>
internal sealed class SparseRowErrors(ImmutableArray<RowError> errors)
{
    /// <summary>Why a row has no score; null when it has one.</summary>
    public Exception? Find(int row)
    {
        int at = FirstFrom(row);
        return at < errors.Length && errors[at].Index == row ? errors[at].Error : null;
    }

    public bool Any(int start, int count)
    {
        int at = FirstFrom(start);
        return at < errors.Length && errors[at].Index < start + count;
    }

    /// <summary>Those of some rows, with indices from the first of these rows.</summary>
    public ImmutableArray<RowError> Within(int start, int count)
    {
        int first = FirstFrom(start), end = FirstFrom(start + count);
        if (start == 0) return errors.Slice(first, end - first);
        return [.. errors.Skip(first).Take(end - first).Select(error => new RowError(error.Index - start, error.Error))];
    }

    /// <summary>Where the first error of this row or of one behind it stands.</summary>
    private int FirstFrom(int row)
    {
        int low = 0, high = errors.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (errors[middle].Index < row) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
