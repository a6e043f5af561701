using System.Collections.Immutable;
using Scoring.Records;

namespace Scoring.Tool.Features;

/// <summary>Gathers the values of columns, in order, into the inputs of a model.</summary>
internal sealed class FeatureLayoutBuilder(ScoringSignature signature)
{
    private readonly ImmutableArray<ColumnSchema>.Builder _columns = ImmutableArray.CreateBuilder<ColumnSchema>();
    private readonly ImmutableArray<string>.Builder _names = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<FeatureSlot>.Builder _slots = ImmutableArray.CreateBuilder<FeatureSlot>();

    public FeatureLayout Build() => new(_columns.ToImmutable(), _names.ToImmutable(), _slots.ToImmutable());

    /// <summary>Fills one input with whole columns.</summary>
    /// <exception cref="UsageException">They do not fill it.</exception>
    public void Add(SignatureColumn input, IReadOnlyList<InputColumn> columns, string given)
    {
        RowShape shape = ShapeOf(input, columns.Sum(static column => column.Width), given);
        int element = 0;
        foreach (InputColumn column in columns)
        {
            _slots.Add(new FeatureSlot(_names.Count, 0, column.Width, _columns.Count, element));
            _names.Add(column.Name);
            element += column.Width;
        }

        _columns.Add(new ColumnSchema(input.Name, input.Type, shape));
    }

    /// <summary>Fills several inputs, each of known size, with the values of columns one after the other.</summary>
    public void AddAll(IReadOnlyList<SignatureColumn> inputs, IReadOnlyList<InputColumn> columns)
    {
        int current = 0, used = 0;
        foreach (SignatureColumn input in inputs)
        {
            int elements = input.Shape!.Value.ElementCount;
            for (int element = 0; element < elements;)
            {
                InputColumn column = columns[current];
                int count = Math.Min(elements - element, column.Width - used);
                if (used == 0) _names.Add(column.Name);
                _slots.Add(new FeatureSlot(_names.Count - 1, used, count, _columns.Count, element));
                element += count;
                used += count;
                if (used == column.Width) (current, used) = (current + 1, 0);
            }

            _columns.Add(new ColumnSchema(input.Name, input.Type, input.Shape!.Value));
        }
    }

    /// <summary>The shape of a row of so many values.</summary>
    private RowShape ShapeOf(SignatureColumn input, int values, string given)
    {
        if (input.Shape is not { } declared) return values == 1 ? RowShape.Scalar : RowShape.Create(values);
        if (declared.IsFixed) return declared.ElementCount == values ? declared : throw WrongCount(input, given);
        int[] dimensions = declared.Dimensions.ToArray();
        if (dimensions.Count(static d => d == RowShape.Any) > 1)
            throw new UsageException($"{signature.ModelName}: input {input} has more than one dimension of unknown size, so flat columns cannot fill it.");
        int known = dimensions.Where(static d => d != RowShape.Any).Aggregate(1, static (product, d) => product * d);
        if (known == 0 || values % known != 0) throw WrongCount(input, given);
        dimensions[Array.IndexOf(dimensions, RowShape.Any)] = values / known;
        return RowShape.Create(dimensions);
    }

    private UsageException WrongCount(SignatureColumn input, string given)
    {
        string wanted = input.Shape is { IsFixed: true } shape ? $"{shape.ElementCount} value{(shape.ElementCount == 1 ? "" : "s")} per row" : "rows";
        return new UsageException($"{signature.ModelName} takes {wanted} in input {input}, but {given}");
    }
}
