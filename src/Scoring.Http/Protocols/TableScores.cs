using System.Buffers;
using System.Collections.Immutable;
using Scoring.Http.Answers;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>Reads the outputs of a service into one batch.</summary>
internal sealed class TableScores
{
    private readonly Part[] _parts;
    private readonly int _columns;

    /// <summary>The columns of the last answer: mostly those of the next. Replaced by any thread.</summary>
    private RecordSchema? _last;

    /// <param name="signature">The endpoint's.</param>
    /// <param name="outputs">The names of the outputs; none for the only one, whatever its name is.</param>
    /// <exception cref="ScoringBindingException">A column is of no output.</exception>
    public TableScores(ScoringSignature signature, ImmutableArray<string> outputs)
    {
        _columns = signature.Outputs.Length;
        _parts = outputs.IsEmpty ? [new Part(signature, null, [.. Enumerable.Range(0, _columns)])] : [.. outputs.Select(output => PartOf(signature, output, outputs.Length == 1)).OfType<Part>()];
        if (_parts.Sum(static part => part.Columns.Length) != _columns)
        {
            throw new ScoringBindingException($"Endpoint '{signature.ModelName}' has the outputs {string.Join(", ", outputs)}, and the signature {string.Join(", ", signature.Outputs.Select(static output => output.Name))}: each must begin with an output and a point, such as '{outputs[0]}.score'.");
        }
    }

    public RecordBatch Read(in ReadOnlySequence<byte> json, int rows)
    {
        if (_parts is [var only]) return only.Scores.Read(json, rows);
        var read = new RecordBatch[_parts.Length];
        try
        {
            for (int i = 0; i < read.Length; i++) read[i] = _parts[i].Scores.Read(json, rows);
            RecordBatch all = RecordBatch.Rent(SchemaOf(read), rows);
            for (int i = 0; i < read.Length; i++) Copy(read[i], _parts[i], all);
            return all;
        }
        finally
        {
            foreach (RecordBatch part in read)
            {
                if (!part.IsDefault) part.Dispose();
            }
        }
    }

    /// <summary>Null for an output of which nothing is read.</summary>
    private static Part? PartOf(ScoringSignature signature, string output, bool isOnly)
    {
        (int Index, SignatureColumn Column)[] columns =
        [
            .. signature.Outputs
                .Select((column, index) => (index, Name: TableName.Within(column.Name, output, isOnly), column))
                .Where(static one => one.Name is not null)
                .Select(static one => (one.index, one.column with { Name = one.Name! })),
        ];
        return columns.Length == 0 ? null : new Part(signature with { Outputs = [.. columns.Select(static one => one.Column)] }, output, [.. columns.Select(static one => one.Index)]);
    }

    private RecordSchema SchemaOf(RecordBatch[] read)
    {
        var columns = new ColumnSchema[_columns];
        for (int i = 0; i < read.Length; i++)
        {
            for (int c = 0; c < _parts[i].Columns.Length; c++)
            {
                ColumnSchema column = read[i].Schema.Columns[c];
                columns[_parts[i].Columns[c]] = new ColumnSchema(_parts[i].Names[c], column.Type, column.Shape);
            }
        }

        RecordSchema? last = Volatile.Read(ref _last);
        if (last is not null && last.Columns.AsSpan().SequenceEqual(columns)) return last;
        last = new RecordSchema(columns);
        Volatile.Write(ref _last, last);
        return last;
    }

    private static void Copy(RecordBatch from, Part part, RecordBatch to)
    {
        for (int c = 0; c < part.Columns.Length; c++)
        {
            int column = part.Columns[c];
            if (from.Schema.Columns[c].Type == ElementType.String) CopyStrings(from.GetStrings(c), to.GetStrings(column));
            else from.ColumnAt(c).Elements(from.StartRow, from.RowCount).CopyTo(to.ColumnAt(column).Elements(to.StartRow, to.RowCount));
        }
    }

    private static void CopyStrings(StringColumn from, StringColumn to)
    {
        int perRow = from.Schema.Shape.ElementCount;
        for (int row = 0; row < from.RowCount; row++)
        {
            for (int i = 0; i < perRow; i++)
            {
                if (from.IsNull(row, i)) to.SetNull(row, i);
                else to.SetUtf8(row, from.GetUtf8(row, i), i);
            }
        }
    }

    /// <summary>One output.</summary>
    private sealed class Part
    {
        public Part(ScoringSignature signature, string? output, int[] columns)
        {
            Columns = columns;
            Names = [.. signature.Outputs.Select(column => output is null ? column.Name : $"{output}.{column.Name}")];
            Scores = new JsonScores(signature, new JsonFrameReaderOptions { Path = output is null ? [] : ["Results", output] });
        }

        public JsonScores Scores { get; }

        /// <summary>The positions of its columns in the row.</summary>
        public int[] Columns { get; }

        /// <summary>What they are called there.</summary>
        public string[] Names { get; }
    }
}
