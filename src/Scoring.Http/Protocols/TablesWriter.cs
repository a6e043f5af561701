using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>Writes rows as the inputs of a service, each with its own columns.</summary>
internal sealed class TablesWriter
{
    private readonly (byte[] Before, JsonFrameWriter Writer)[] _tables;
    private readonly byte[] _after;

    /// <param name="signature">The endpoint's.</param>
    /// <param name="rows">The columns that are sent.</param>
    /// <param name="parameter">The key of all inputs.</param>
    /// <param name="inputs">The names of the inputs.</param>
    /// <param name="writing">How rows are written.</param>
    /// <param name="after">What comes after the last.</param>
    /// <exception cref="ScoringBindingException">A column is of no input, or an input has none.</exception>
    public TablesWriter(ScoringSignature signature, RecordSchema rows, string parameter, ImmutableArray<string> inputs, JsonFrameWriterOptions writing, string after)
    {
        bool isRecords = writing.Layout == JsonFrameLayout.Records;
        string before = $"{{{JsonName.Of(parameter)}:{{";
        _tables = new (byte[], JsonFrameWriter)[inputs.Length];
        int used = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            (int Index, string Name)[] columns = [.. ColumnsOf(signature, rows, inputs[i], inputs.Length == 1)];
            if (columns.Length == 0) throw Unfit(signature, inputs);
            string names = string.Join(',', columns.Select(static column => JsonName.Of(column.Name)));
            string open = isRecords ? "" : $"{{\"ColumnNames\":[{names}],\"Values\":";
            _tables[i] = (Encoding.UTF8.GetBytes($"{before}{JsonName.Of(inputs[i])}:{open}"), new JsonFrameWriter(rows, columns, writing));
            before = isRecords ? "," : "},";
            used += columns.Length;
        }

        if (used != rows.Columns.Length) throw Unfit(signature, inputs);
        _after = Encoding.UTF8.GetBytes($"{(isRecords ? "" : "}")}{after}");
    }

    public void Write(RecordBatch rows, ScoringRequestBody body)
    {
        foreach ((byte[] before, JsonFrameWriter writer) in _tables)
        {
            body.Write(before);
            writer.Write(rows, body);
        }

        body.Write(_after);
    }

    /// <summary>The only column of a batch may have any name: it is sent under the service's.</summary>
    private static IEnumerable<(int Index, string Name)> ColumnsOf(ScoringSignature signature, RecordSchema rows, string input, bool isOnly)
    {
        for (int i = 0; i < rows.Columns.Length; i++)
        {
            string name = rows.Columns.Length == 1 && signature.Inputs.Length == 1 ? signature.Inputs[0].Name : rows.Columns[i].Name;
            if (TableName.Within(name, input, isOnly) is { } within) yield return (i, within);
        }
    }

    private static ScoringBindingException Unfit(ScoringSignature signature, ImmutableArray<string> inputs) => new(
        $"Endpoint '{signature.ModelName}' has the inputs {string.Join(", ", inputs)}, and the signature the columns {string.Join(", ", signature.Inputs.Select(static input => input.Name))}: each must begin with an input and a point, such as '{inputs[0]}.age', and each input have one.");
}
