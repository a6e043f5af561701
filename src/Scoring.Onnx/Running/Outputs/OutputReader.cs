using Scoring.Onnx.Native;
using Scoring.Records;

namespace Scoring.Onnx.Running.Outputs;

/// <summary>Copies outputs that the runtime made into a response, whatever their shapes turn out to be.</summary>
internal sealed class OutputReader
{
    private readonly ModelSpec _model;
    private readonly OutputTensor _tensors;
    private readonly ClassMapReader?[] _maps;

    /// <summary>Each ZipMap's classes, learned from the first run. Written once each; threads that race write equal values.</summary>
    private readonly ClassLabels?[] _labels;

    /// <summary>The schema of the last response, used again while shapes stay the same. Replaced as a whole.</summary>
    private ResponseSchema? _last;

    public OutputReader(Ort ort, ModelSpec model)
    {
        _model = model;
        _tensors = new OutputTensor(ort);
        _maps = [.. model.Outputs.Select(o => o.IsClassMap ? new ClassMapReader(ort, o, _tensors) : null)];
        _labels = new ClassLabels?[model.Outputs.Count];
    }

    /// <summary>The columns of the last response; null before the first one.</summary>
    public RecordSchema? LastSchema => _last?.Schema;

    /// <summary>Each output's classes as far as they are known.</summary>
    public IReadOnlyList<ClassLabels?> Labels => _labels;

    /// <summary>Copies the rows of one run into the response, which the first run rents.</summary>
    /// <param name="outputs">The runtime's values.</param>
    /// <param name="runRows">Rows in the run, padding included.</param>
    /// <param name="response">The response so far; <c>default</c> before the first run.</param>
    /// <param name="rows">Where the run's rows belong: the first, how many, and of how many.</param>
    public void Read(ReadOnlySpan<nint> outputs, int runRows, ref RecordBatch response, (int Start, int Count, int Total) rows)
    {
        ResponseSchema schema = SchemaOf(outputs, runRows);
        if (response.IsDefault) response = RecordBatch.Rent(schema.Schema, rows.Total);
        else if (!response.Schema.Equals(schema.Schema)) throw OtherShape(response.Schema, schema.Schema, rows.Start);
        for (int i = 0; i < outputs.Length; i++)
        {
            int column = schema.FirstColumns[i];
            if (_maps[i] is { } map)
            {
                int labelColumn = outputs.Length == 1 ? column + _labels[i]!.Count : -1;
                map.Read(outputs[i], _labels[i]!, response, column, labelColumn, rows.Start, rows.Count);
            }
            else
            {
                _tensors.CopyTo(outputs[i], response.ColumnAt(column), response.StartRow + rows.Start, rows.Count);
            }
        }
    }

    private ResponseSchema SchemaOf(ReadOnlySpan<nint> outputs, int runRows)
    {
        ResponseSchema? last = _last;
        return last is not null && Fits(last, outputs, runRows) ? last : _last = CreateSchema(outputs, runRows);
    }

    private bool Fits(ResponseSchema schema, ReadOnlySpan<nint> outputs, int runRows)
    {
        Span<long> dimensions = stackalloc long[OutputTensor.MaxRank];
        for (int i = 0; i < outputs.Length; i++)
        {
            if (_maps[i] is { } map)
            {
                CheckRows(i, map.CountRows(outputs[i]), runRows);
                continue;
            }

            _tensors.ReadShape(outputs[i], dimensions, out int rank);
            if (!schema.Fits(i, RowOf(i, dimensions[..rank], runRows))) return false;
        }

        return true;
    }

    private ResponseSchema CreateSchema(ReadOnlySpan<nint> outputs, int runRows)
    {
        var types = new ElementType[outputs.Length];
        var shapes = new RowShape[outputs.Length];
        Span<long> dimensions = stackalloc long[OutputTensor.MaxRank];
        for (int i = 0; i < outputs.Length; i++)
        {
            if (_maps[i] is { } map)
            {
                CheckRows(i, map.CountRows(outputs[i]), runRows);
                _labels[i] ??= map.ReadLabels(outputs[i]);
                continue;
            }

            int type = _tensors.ReadShape(outputs[i], dimensions, out int rank);
            types[i] = OrtElementType.ToColumn(type) ?? throw new ScoringResponseException($"Output '{_model.Outputs[i].Name}' of model '{_model.Name}' is {OrtElementType.Name(type)}, which no column holds.");
            shapes[i] = RowShape.Create([.. RowOf(i, dimensions[..rank], runRows).ToArray().Select(static d => checked((int)d))]);
        }

        return ResponseSchema.Create(_model.Outputs, types, shapes, _labels);
    }

    /// <summary>The dimensions of one row. An output of a run of one row may lack the batch axis: then all of it is the row.</summary>
    private ReadOnlySpan<long> RowOf(int output, ReadOnlySpan<long> dimensions, int runRows)
    {
        if (dimensions.Length > 0 && dimensions[0] == runRows) return dimensions[1..];
        if (runRows == 1) return dimensions;
        throw new ScoringResponseException(
            $"Output '{_model.Outputs[output].Name}' of model '{_model.Name}' has shape [{string.Join(", ", dimensions.ToArray())}] for {runRows} rows: its first dimension is not the rows. " +
            $"Run rows one by one with {nameof(OnnxScoringOptions)}.{nameof(OnnxScoringOptions.MaxRowsPerRun)} = 1.")
        { Rows = runRows };
    }

    private void CheckRows(int output, int given, int runRows)
    {
        if (given != runRows)
            throw new ScoringResponseException($"Output '{_model.Outputs[output].Name}' of model '{_model.Name}' has {given} rows for {runRows}.") { Rows = runRows };
    }

    private ScoringResponseException OtherShape(RecordSchema first, RecordSchema other, int row) => new(
        $"Model '{_model.Name}' gave row {row} the columns {other}; the rows before have {first}. Rows of one response have one shape: send such rows one at a time.");
}
