using Scoring.Records;
using Scoring.SourceGeneration.Models;

namespace Scoring.SourceGeneration.Writing;

/// <summary>Writes the binding of a row type.</summary>
internal sealed class RowBindingWriter
{
    private const string ByRows = "base.WriteRows(rows, ref writer);";

    private readonly BindingModel _model;
    private readonly CodeText _code = new();
    private readonly BindingHeader _header;
    private readonly IReadOnlyList<ElementType> _targets;
    private readonly bool _mayBeWhole, _hasColumns;

    private RowBindingWriter(BindingModel model)
    {
        _model = model;
        _header = new BindingHeader(model, _code);
        _targets = PackedTargets.Of(model);
        _mayBeWhole = PackedTargets.MayBeWhole(model);
        _hasColumns = model.Columns.Count > 1 && model.Columns.All(static c => c.IsPlain);
    }

    public static string Write(BindingModel model) => new RowBindingWriter(model).Write();

    private string Write()
    {
        _header.WriteImports(_mayBeWhole ? ["System.Runtime.InteropServices"] : []);
        _header.OpenClass($"Writes a <see cref=\"{_header.Type}\"/> into batches.", "RowBinding");
        if (_mayBeWhole)
        {
            _code.Line("/// <summary>Whether a row lies in memory as a packed input takes it: its values in order, without gaps.</summary>");
            _code.Line("private static readonly bool s_isPacked = IsPacked();").Line();
        }

        _header.WriteColumns(ofArrays: "[RowShape.Any]");
        WriteRow();
        if (_targets.Count > 0 || _hasColumns) WriteRows();
        for (int i = 0; i < _targets.Count; i++) WritePacked(_targets[i]);
        if (_hasColumns) WriteColumns();
        if (_mayBeWhole) WriteIsPacked();
        foreach (ColumnModel column in _model.Columns.Where(static c => c is { Form: ValueForm.Enum, AsString: true })) EnumNamesWriter.WriteToText(column, _code);
        return _code.Close().ToString();
    }

    private void WriteRow()
    {
        _code.Open($"{_header.Visibility} override void WriteRow(in {_header.Type} row, ref RowWriter writer)");
        foreach (string line in _model.Columns.SelectMany(static column => WrittenValue.Statement(column).Split('\n'))) _code.Line(line);
        _code.Close();
    }

    private void WriteRows()
    {
        _code.Line().Open($"{_header.Visibility} override void WriteRows(ReadOnlySpan<{_header.Type}> rows, ref RowWriter writer)");
        string condition = "if";
        foreach (ElementType target in _targets)
        {
            string keyword = Keywords.Of(target), values = $"{keyword}s";
            string packed = $"writer.TryGetPacked(rows.Length, out Span<{keyword}> {values})";
            _code.Line($"{condition} ({packed}) WritePacked(rows, {values});");
            condition = "else if";
        }

        _code.Line(_hasColumns ? $"{condition} (!TryWriteColumns(rows, ref writer)) {ByRows}" : $"else {ByRows}");
        _code.Close();
    }

    /// <summary>The last value first: its check of bounds is that of the others.</summary>
    private void WritePacked(ElementType target)
    {
        _code.Line().Open($"private static void WritePacked(ReadOnlySpan<{_header.Type}> rows, Span<{Keywords.Of(target)}> values)");
        if (_mayBeWhole && target == _model.Columns[0].Element) WriteWholeCopy(target);
        _code.Open($"foreach (ref readonly {_header.Type} row in rows)");
        int last = _model.Columns.Count - 1;
        if (last > 0) _code.Line("// The last one first: its check of bounds is that of all.");
        _code.Line($"values[{last}] = {WrittenValue.As(target, _model.Columns[last])};");
        for (int i = 0; i < last; i++) _code.Line($"values[{i}] = {WrittenValue.As(target, _model.Columns[i])};");
        _code.Line($"values = values[{last + 1}..];");
        _code.Close().Close();
    }

    private void WriteWholeCopy(ElementType target)
    {
        _code.Open("if (s_isPacked)");
        _code.Line($"MemoryMarshal.Cast<{_header.Type}, {Keywords.Of(target)}>(rows).CopyTo(values);").Line("return;");
        _code.Close().Line();
    }

    private void WriteColumns()
    {
        _code.Line().Open($"private static bool TryWriteColumns(ReadOnlySpan<{_header.Type}> rows, ref RowWriter writer)");
        for (int i = 0; i < _model.Columns.Count; i++)
            _code.Line($"if (!writer.TryGetColumn(column: {i}, rows.Length, out Span<{Keywords.Of(_model.Columns[i].Element)}> {_model.Columns[i].Variable}Column)) return false;");
        _code.Open("for (int i = 0; i < rows.Length; i++)");
        _code.Line($"ref readonly {_header.Type} row = ref rows[i];");
        for (int i = 0; i < _model.Columns.Count; i++) _code.Line($"{_model.Columns[i].Variable}Column[i] = {WrittenValue.As(_model.Columns[i].Element, _model.Columns[i])};");
        _code.Close().Line();
        _code.Line("writer.EndRows(rows.Length);").Line("return true;").Close();
    }

    private void WriteIsPacked()
    {
        string keyword = Keywords.Of(_model.Columns[0].Element);
        int count = _model.Columns.Count;
        _code.Line().Open("private static bool IsPacked()");
        _code.Line($"if (Unsafe.SizeOf<{_header.Type}>() != {count} * sizeof({keyword})) return false;");
        _code.Line($"{_header.Type} row = MemoryMarshal.Read<{_header.Type}>(MemoryMarshal.AsBytes<{keyword}>([{string.Join(", ", Enumerable.Range(1, count))}]));");
        _code.Line($"return row is {{ {string.Join(", ", _model.Columns.Select(static (c, i) => $"{c.Member}: {i + 1}"))} }};");
        _code.Close();
    }
}
