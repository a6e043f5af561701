using System.Collections.Immutable;

namespace Scoring.Batching.Calls;

/// <summary>What happened to the rows of a call so far.</summary>
internal sealed class CallOutcome
{
    private readonly Lock _lock = new();

    /// <summary>Rows with their score or error, in the order in which they ended. Under <see cref="_lock"/>.</summary>
    private readonly List<RowRange> _ended = [];

    /// <summary>Rows in <see cref="_ended"/> with an error. Under <see cref="_lock"/>.</summary>
    private int _failed;

    public void Add(RowRange rows)
    {
        lock (_lock)
        {
            _ended.Add(rows);
            if (rows.Error is not null) _failed += rows.Count;
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _ended.Clear();
            _failed = 0;
        }
    }

    /// <summary>The error of the whole call; null when every row has its score.</summary>
    /// <param name="total">Rows in the call.</param>
    /// <param name="missing">The error of the rows that have not ended; null when all have.</param>
    public ScoringRowsException? ToException(int total, Exception? missing)
    {
        lock (_lock)
        {
            if (_failed == 0 && (missing is null || _ended.Sum(static r => r.Count) == total)) return null;
            var errors = new Exception?[total];
            Array.Fill(errors, missing);
            foreach (RowRange range in _ended) Array.Fill(errors, range.Error, range.Start, range.Count);
            ImmutableArray<RowError> failed = [.. errors.Index().Where(static e => e.Item is not null).Select(static e => new RowError(e.Index, e.Item!))];
            return new ScoringRowsException(failed, total);
        }
    }
}
