using System.Collections.Immutable;
using Scoring.Records;
using Scoring.Tool.Input;

namespace Scoring.Tool.Running;

/// <summary>The scores of a block's rows, in whatever pieces they come; from any thread until scoring has ended.</summary>
internal sealed class BlockScores(RowBlock block) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<RecordBatch> _responses = [];

    /// <summary>For each row the response that has its score, −1 for none, and the row within it.</summary>
    private readonly (int Response, int Row)[] _places = new (int, int)[block.Capacity];

    /// <summary>Before the rows of a block are scored.</summary>
    public void Begin() => Array.Fill(_places, (-1, 0));

    /// <summary>Scores of some rows.</summary>
    /// <param name="response">One per row; owned from now on.</param>
    /// <param name="rows">The rows, as positions in the block.</param>
    public void Add(RecordBatch response, ReadOnlySpan<int> rows)
    {
        ImmutableArray<RowError> failed = response.RowErrors;
        lock (_lock)
        {
            for (int i = 0; i < rows.Length; i++) _places[rows[i]] = (_responses.Count, i);
            foreach (RowError row in failed) _places[rows[row.Index]] = (-1, 0);
            _responses.Add(response);
        }

        foreach (RowError row in failed) Fail(rows[row.Index], row.Error);
    }

    /// <summary>A row has no score.</summary>
    public void Fail(int row, Exception error)
    {
        if (error is ScoringRowsException { Errors: [{ Error: ScoringException cause }, ..] }) error = cause;
        string code = error switch
        {
            ScoringResponseException => RowCodes.Response,
            ScoringEndpointException => RowCodes.Endpoint,
            _ => RowCodes.Refused,
        };
        lock (_lock) block.Failures.Add(RowFailure.At(block.Numbers[row], block.Lines[row], new RowProblem(code, OptionNames.Translate(error.Message))));
    }

    public bool TryGet(int row, out RecordBatch response, out int responseRow)
    {
        (int index, responseRow) = _places[row];
        response = index < 0 ? default : _responses[index];
        return index >= 0;
    }

    /// <summary>Gives the responses back; the block may then be used again.</summary>
    public void Clear()
    {
        foreach (RecordBatch response in _responses) response.Dispose();
        _responses.Clear();
    }

    public void Dispose() => Clear();
}
