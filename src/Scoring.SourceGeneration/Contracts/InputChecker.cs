using Microsoft.CodeAnalysis;
using Scoring.Bindings.Conversion;
using Scoring.Build.Graphs;
using Scoring.SourceGeneration.Reporting;

namespace Scoring.SourceGeneration.Contracts;

/// <summary>Holds a row against a model's inputs, by the rules by which a client does when it is built (<c>SignatureMatcher</c>).</summary>
internal sealed class InputChecker(string model, ModelGraph graph, CheckedType row, List<DiagnosticInfo> diagnostics)
{
    private readonly ModelValue[] _inputs = [.. graph.Inputs.Select(ModelValue.From)];

    public void Check()
    {
        if (row.Columns!.Value.All(c => Find(c.Name) is not null))
        {
            CheckByName();
            return;
        }

        ModelValue[] required = [.. _inputs.Where(static i => !i.IsOptional)];
        ModelValue[] takers = required.Length == 0 ? _inputs : required;
        if (takers.Length == 1) CheckByPosition(takers[0]);
        else FailNames();
    }

    private void CheckByName()
    {
        FailMissing();
        foreach (CheckedColumn column in row.Columns!.Value) CheckColumn(column, Find(column.Name)!);
    }

    private void CheckByPosition(ModelValue input)
    {
        if (row.Columns!.Value.Count == 1)
        {
            CheckColumn(row.Columns!.Value[0], input);
            return;
        }

        bool isCounted = true;
        foreach (CheckedColumn column in row.Columns!.Value)
        {
            CheckType(column, input);
            if (column.Dimensions.IsFixed) continue;
            isCounted = false;
            Fail(Descriptors.WrongCount, column, input, "where several columns fill one input, each says how many values it has: give it a [Shape]");
        }

        if (isCounted) CheckCount(input, row.Columns!.Value.Sum(static c => c.Dimensions.Count));
    }

    private void CheckCount(ModelValue input, int count)
    {
        RowDimensions declared = input.Dimensions;
        if (!declared.IsKnown || (declared.IsFixed ? declared.Count == count : new RowDimensions([count]).Feeds(declared))) return;
        string taken = declared.IsFixed ? $"takes {declared.Count} values per row, by position" : "takes no flat row of values";
        diagnostics.Add(DiagnosticInfo.Create(Descriptors.WrongCount, row.Location, row.Name, "gives", $"({row.ColumnList})", model, "takes", input.ToString(), $"the one input {taken}; {count} are given"));
    }

    private void CheckColumn(CheckedColumn column, ModelValue input)
    {
        CheckType(column, input);
        RowDimensions given = column.Dimensions, declared = input.Dimensions;
        if (given.IsFixed && declared.IsKnown && !given.Feeds(declared)) Fail(Descriptors.WrongCount, column, input, "the number of values per row must agree");
        else if (!given.IsFixed && !declared.IsFixed) Fail(Descriptors.WrongCount, column, input, "neither says how many values a row has: give the member a [Shape]");
    }

    private void CheckType(CheckedColumn column, ModelValue input)
    {
        if (input.Element is not { } taken || ConversionRules.IsAllowed(column.Element, taken, row.AllowNarrowing)) return;
        Fail(Descriptors.WrongType, column, input, ConversionText.Remedy(column.Element, taken, "ScoringRow"));
    }

    private void FailNames()
    {
        foreach (CheckedColumn column in row.Columns!.Value)
        {
            if (Find(column.Name) is null)
                diagnostics.Add(DiagnosticInfo.Create(Descriptors.UnknownInput, column.Location ?? row.Location, row.Name, column.ToString(), model, string.Join<ModelValue>(", ", _inputs)));
        }

        FailMissing();
    }

    private void FailMissing()
    {
        foreach (ModelValue input in _inputs)
        {
            if (!input.IsOptional && !row.Columns!.Value.Any(c => c.Name == input.Name))
                diagnostics.Add(DiagnosticInfo.Create(Descriptors.MissingInput, row.Location, model, input.ToString(), row.Name, row.ColumnList));
        }
    }

    private void Fail(DiagnosticDescriptor descriptor, CheckedColumn column, ModelValue input, string remedy) => diagnostics.Add(DiagnosticInfo.Create(
        descriptor, column.Location ?? row.Location, row.Name, "gives", column.ToString(), model, "takes", input.ToString(), remedy));

    private ModelValue? Find(string name) => Array.Find(_inputs, input => input.Name == name);
}
