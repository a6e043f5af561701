using System.Globalization;
using Scoring.Records;
using Scoring.Tool.Input;

namespace Scoring.Tool.Features;

/// <summary>Decides which columns are the model's features: those that <c>--columns</c> names, else the model's named inputs, else all that <c>--keep</c> does not name.</summary>
internal sealed class FeaturePlanner(ScoringSignature signature, RowReader reader)
{
    private readonly FeatureLayoutBuilder _layout = new(signature);
    private readonly ColumnFinder _finder = new(reader);

    /// <summary>A model that does not say what it takes is given one array of numbers.</summary>
    private IReadOnlyList<SignatureColumn> Inputs { get; } =
        signature.Inputs.IsEmpty ? [new SignatureColumn("", ElementType.Float32, null)] : signature.Inputs;

    /// <param name="columns">What <c>--columns</c> names; empty when it was not given.</param>
    /// <param name="keep">What <c>--keep</c> names.</param>
    /// <exception cref="UsageException">The columns are not there, or do not fit the model.</exception>
    public FeatureLayout Plan(IReadOnlyList<string> columns, IReadOnlyList<string> keep)
    {
        if (columns.Count > 0) PlanNamed(_finder.FindAll("--columns", columns));
        else if (Inputs.Count > 1 || HasSeries(Inputs[0].Name) || _finder.TryFind(Inputs[0].Name) is { } column && Fills(column, Inputs[0])) PlanByInputs();
        else PlanAll(keep);
        return _layout.Build();
    }

    private void PlanNamed(IReadOnlyList<InputColumn> columns)
    {
        string given = $"--columns names {Count(columns)}: {Join(columns)}.";
        if (columns.All(column => Inputs.Any(input => input.Name == column.Name))) PlanByNames(columns);
        else if (Inputs.Count == 1) _layout.Add(Inputs[0], columns, given);
        else PlanInOrder(columns, given);
    }

    /// <summary>Names that are the inputs' own say where they go, in whatever order they stand.</summary>
    private void PlanByNames(IReadOnlyList<InputColumn> columns)
    {
        foreach (SignatureColumn input in Inputs)
        {
            InputColumn[] own = [.. columns.Where(column => column.Name == input.Name)];
            if (own.Length > 0) _layout.Add(input, own, $"--columns gives it {Count(own)}: {Join(own)}.");
            else if (!input.IsOptional) throw new UsageException($"--columns: {signature.ModelName} also needs input {input}; --columns names {Join(columns)}.");
        }
    }

    private void PlanInOrder(IReadOnlyList<InputColumn> columns, string given)
    {
        SignatureColumn[] required = [.. Inputs.Where(static input => !input.IsOptional)];
        if (Inputs.FirstOrDefault(static input => input.Shape is not { IsFixed: true }) is { } unknown)
            throw new UsageException($"--columns: input {unknown} of {signature.ModelName} does not say how many values it takes; name the columns as the inputs are named.");
        int values = columns.Sum(static column => column.Width);
        IReadOnlyList<SignatureColumn> inputs = Elements(required) == values ? required : Inputs;
        if (Elements(inputs) != values)
            throw new UsageException($"{signature.ModelName} takes {Elements(required)} values per row in {string.Join(", ", required.AsEnumerable())}, but {given}");
        RefuseMisplaced(inputs, columns);
        _layout.AddAll(inputs, columns);
    }

    /// <summary>A column that is called like another input than the one it would go to is a mistake that no score would show.</summary>
    private void RefuseMisplaced(IReadOnlyList<SignatureColumn> inputs, IReadOnlyList<InputColumn> columns)
    {
        var targets = inputs.SelectMany(static input => Enumerable.Repeat(input.Name, input.Shape!.Value.ElementCount)).ToArray();
        int position = 0;
        foreach (InputColumn column in columns)
        {
            string target = targets[position];
            if (column.Name != target && inputs.Any(input => input.Name == column.Name))
            {
                string order = $"The inputs are, in order: {string.Join(", ", inputs)}.";
                throw new UsageException($"--columns: column '{column.Name}' would go to input '{target}', but {signature.ModelName} has an input '{column.Name}'. {order}");
            }

            position += column.Width;
        }
    }

    private void PlanByInputs()
    {
        foreach (SignatureColumn input in Inputs)
        {
            if (_finder.TryFind(input.Name) is { } column && (Fills(column, input) || !HasSeries(input.Name)))
                _layout.Add(input, [column], $"{reader.Name} has {Count([column])} in '{column.Name}'.");
            else if (HasSeries(input.Name)) _layout.Add(input, Series(input), $"{reader.Name} has {Count(Series(input))}: {Join(Series(input))}.");
            else if (!input.IsOptional) throw _finder.Missing($"{signature.ModelName}", input.Name, " The model's inputs name the columns; --columns names others.");
        }
    }

    private void PlanAll(IReadOnlyList<string> keep)
    {
        InputColumn[] columns = [.. reader.Columns.Where(column => !keep.Contains(column.Name, StringComparer.Ordinal))];
        string besides = keep.Count > 0 ? " that --keep does not name" : "";
        string given = $"{reader.Name} has {Count(columns)}{besides}: {Join(columns)}. Name those that are features with --columns.{_finder.DelimiterHint}";
        _layout.Add(Inputs[0], columns.Length > 0 ? columns : throw new UsageException($"{reader.Name} has no columns{besides}."), given);
    }

    private static bool Fills(InputColumn column, SignatureColumn input) =>
        input.Shape is { IsFixed: true } shape ? shape.ElementCount == column.Width : column.IsList;

    private bool HasSeries(string name) => name.Length > 0 && _finder.TryFind($"{name}_0") is not null;

    /// <summary>The columns NAME_0, NAME_1, … of a vector: as many as there are, at most as many as the input takes.</summary>
    private InputColumn[] Series(SignatureColumn input)
    {
        int most = input.Shape is { IsFixed: true } shape ? shape.ElementCount : int.MaxValue;
        var columns = new List<InputColumn>();
        while (columns.Count < most && _finder.TryFind($"{input.Name}_{columns.Count.ToString(CultureInfo.InvariantCulture)}") is { } column) columns.Add(column);
        return [.. columns];
    }

    private static int Elements(IEnumerable<SignatureColumn> inputs) => inputs.Sum(static input => input.Shape!.Value.ElementCount);

    private static string Count(IReadOnlyList<InputColumn> columns)
    {
        int values = columns.Sum(static column => column.Width);
        string unit = columns.Any(static column => column.IsList) ? "value" : "column";
        return $"{values.ToString(CultureInfo.InvariantCulture)} {unit}{(values == 1 ? "" : "s")}";
    }

    private static string Join(IEnumerable<InputColumn> columns) => ColumnFinder.Join(columns.Select(static column => column.Name));
}
