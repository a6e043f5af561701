using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Scoring.Records;

namespace Scoring.Isolation;

/// <summary>What is known so far of the rows of a refused request: scores, and the errors of those that were refused alone.</summary>
internal sealed class RowEnds(int count) : IDisposable
{
    private readonly bool[] _hasScore = new bool[count];

    /// <summary>The error of each row that has one.</summary>
    private readonly Exception?[] _errors = new Exception?[count];

    /// <summary>The response; there is none before the first scores.</summary>
    private RecordBatch _scores;

    /// <summary>Keeps the scores of some rows.</summary>
    /// <exception cref="ScoringResponseException">They are not the scores of these rows.</exception>
    public void Add(RowSpan rows, RecordBatch response)
    {
        if (response.IsDefault || response.RowCount != rows.Count) throw new ScoringResponseException($"A request of {rows.Count} rows was answered with {response}.") { Rows = rows.Count };
        if (_scores.IsDefault) _scores = RecordBatch.Rent(response.Schema, count);
        if (!response.Schema.Equals(_scores.Schema))
        {
            throw new ScoringResponseException($"The parts of one request were answered with different columns: {_scores.Schema} and {response.Schema}.") { Rows = rows.Count };
        }

        RowCopy.Copy(response, 0, _scores, rows.Start, rows.Count);
        _hasScore.AsSpan(rows.Start, rows.Count).Fill(true);
        foreach (RowError error in response.RowErrors) Fail(rows.Start + error.Index, error.Error);
    }

    public void Fail(int row, Exception error) => (_hasScore[row], _errors[row]) = (false, error);

    /// <summary>Whether a row was refused alone.</summary>
    public bool IsBad(int row) => _errors[row] is not null;

    /// <summary>The first row among some that has its score or was refused alone; -1 when there is none.</summary>
    public int IndexOfKnown(RowSpan rows)
    {
        for (int row = rows.Start; row < rows.Start + rows.Count; row++)
        {
            if (_hasScore[row] || IsBad(row)) return row;
        }

        return -1;
    }

    /// <summary>The response to the whole request, which belongs to the caller.</summary>
    /// <param name="rest">The error of rows of which nothing is known.</param>
    /// <exception cref="Exception">No row has a score.</exception>
    public RecordBatch ToResponse(Exception? rest)
    {
        ImmutableArray<RowError> errors = [.. Enumerable.Range(0, count).Where(row => !_hasScore[row]).Select(row => new RowError(row, _errors[row] ?? rest!))];
        if (errors.Length == count) Throw(errors, rest);
        _scores.SetRowErrors(errors);
        RecordBatch response = _scores;
        _scores = default;
        return response;
    }

    /// <summary>An error that came before anything was known of any row is not one of rows.</summary>
    private static void Throw(ImmutableArray<RowError> errors, Exception? rest)
    {
        if (rest is not (null or ScoringNotIsolatedException) && errors.All(error => ReferenceEquals(error.Error, rest))) ExceptionDispatchInfo.Throw(rest);
        throw new ScoringRowsException(errors, errors.Length);
    }

    /// <summary>Gives back the scores, unless they were given away.</summary>
    public void Dispose() => _scores.Dispose();
}
