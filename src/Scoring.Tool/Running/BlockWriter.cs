using Scoring.Records;
using Scoring.Tool.Input;
using Scoring.Tool.Output;

namespace Scoring.Tool.Running;

/// <summary>Writes scored blocks: kept columns and scores of each row, in the order of the input; rows without a score go to the error report.</summary>
internal sealed class BlockWriter(RowWriter writer, Stream output, ErrorReport errors, IReadOnlyList<string> keep)
{
    private const int MaxBufferedBytes = 1 << 20;

    private ScoreTable? _table;

    /// <summary>Rows written.</summary>
    public long Rows { get; private set; }

    public async ValueTask WriteAsync(BlockInFlight scored, CancellationToken cancellationToken)
    {
        RowBlock block = scored.Block;
        for (int row = 0; row < block.Count; row++)
        {
            if (scored.Scores.TryGet(row, out RecordBatch response, out int responseRow)) WriteRow(block, row, response, responseRow);
            if (writer.BufferedBytes > MaxBufferedBytes) await writer.FlushAsync(output, cancellationToken).ConfigureAwait(false);
        }

        block.Failures.Sort(static (a, b) => a.Row.CompareTo(b.Row));
        await errors.AddAsync(block.Failures).ConfigureAwait(false);
        await writer.FlushAsync(output, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The header, where no row had a score.</summary>
    public async ValueTask WriteHeaderAsync(RecordSchema schema, CancellationToken cancellationToken)
    {
        if (_table is null) WriteHeader(schema);
        await writer.FlushAsync(output, cancellationToken).ConfigureAwait(false);
    }

    public bool HasHeader => _table is not null;

    private void WriteRow(RowBlock block, int row, RecordBatch response, int responseRow)
    {
        ScoreTable table = _table ?? WriteHeader(response.Schema);
        if (!response.Schema.Equals(table.Schema))
        {
            var problem = new RowProblem(RowCodes.Shape, $"the model answered {response.Schema}, but {table.Schema} for rows before; the output has one header.");
            block.Failures.Add(RowFailure.At(block.Numbers[row], block.Lines[row], problem));
            return;
        }

        for (int column = 0; column < block.Kept.Columns; column++) writer.WriteKept(block.Kept[row, column]);
        table.Write(response, responseRow, writer);
        writer.EndRow();
        Rows++;
    }

    private ScoreTable WriteHeader(RecordSchema schema)
    {
        _table = new ScoreTable(schema, keep);
        writer.WriteHeader([.. keep, .. _table.Names]);
        return _table;
    }
}
