using Scoring.SourceGeneration.Models;

namespace Scoring.SourceGeneration.Writing;

/// <summary>Writes the binding of a result type.</summary>
internal sealed class ScoreBindingWriter
{
    private readonly BindingModel _model;
    private readonly CodeText _code = new();
    private readonly BindingHeader _header;

    private ScoreBindingWriter(BindingModel model)
    {
        _model = model;
        _header = new BindingHeader(model, _code);
    }

    public static string Write(BindingModel model) => new ScoreBindingWriter(model).Write();

    private string Write()
    {
        _header.WriteImports();
        _header.OpenClass($"Reads a <see cref=\"{_header.Type}\"/> out of responses.", "ScoreBinding");
        _header.WriteColumns(ofArrays: null);
        WriteScore();
        if (_model.Columns.All(static c => c.IsPlain)) WriteScores();
        foreach (ColumnModel column in _model.Columns.Where(static c => c is { Form: ValueForm.Enum, AsString: true })) EnumNamesWriter.WriteFromText(column, _code);
        return _code.Close().ToString();
    }

    private void WriteScore()
    {
        string head = $"{_header.Visibility} override {_header.Type} ReadScore(ref ScoreReader reader) => new({Arguments(FromReader)})";
        string[] settings = [.. Settings(FromReader)];
        if (settings.Length == 0) _code.Line($"{head};");
        else _code.List(head, settings, "{", "};");
    }

    private void WriteScores()
    {
        _code.Line().Open($"{_header.Visibility} override void ReadScores(ref ScoreReader reader, Span<{_header.Type}> scores)");
        _code.Line("if (!TryReadColumns(ref reader, scores)) base.ReadScores(ref reader, scores);");
        _code.Close().Line();
        _code.Open($"private static bool TryReadColumns(ref ScoreReader reader, Span<{_header.Type}> scores)");
        for (int i = 0; i < _model.Columns.Count; i++)
            _code.Line($"if (!reader.TryGetColumn(column: {i}, scores.Length, out ReadOnlySpan<{Keywords.Of(_model.Columns[i].Element)}> {_model.Columns[i].Variable}Column)) return false;");
        WriteMade();
        _code.Line("reader.EndRows(scores.Length);").Line("return true;").Close();
    }

    private void WriteMade()
    {
        string head = $"scores[i] = new({Arguments(FromColumn)})";
        string[] settings = [.. Settings(FromColumn)];
        if (settings.Length == 0)
        {
            _code.Line($"for (int i = 0; i < scores.Length; i++) {head};");
            return;
        }

        _code.Open("for (int i = 0; i < scores.Length; i++)");
        _code.List(head, settings, "{", "};").Close().Line();
    }

    private static string FromReader(ColumnModel column) => ReadValue.FromReader(column);

    private static string FromColumn(ColumnModel column) => ReadValue.From($"{column.Variable}Column[i]", column);

    /// <summary>The constructor's arguments, which are read first.</summary>
    private string Arguments(Func<ColumnModel, string> value) => string.Join(", ", _model.Columns.Take(_model.Arguments).Select(value));

    private IEnumerable<string> Settings(Func<ColumnModel, string> value) => _model.Columns.Skip(_model.Arguments).Select(column => $"{column.Member} = {value(column)}");
}
