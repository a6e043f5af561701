using System.Collections.Immutable;
using Scoring.Bindings.Conversion;
using Scoring.Records;

namespace Scoring.Bindings.Matching;

/// <summary>Matches a binding's columns with a model's signature.</summary>
internal static class SignatureMatcher
{
    /// <summary>The schema of the batches that the binding's columns make for the model.</summary>
    public static RecordSchema MatchInputs(ScoringSignature signature, ImmutableArray<BindingColumn> columns, bool allowNarrowing)
    {
        if (columns.All(c => Find(signature.Inputs, c.Name) is not null)) return ByName(signature, columns, allowNarrowing);
        SignatureColumn[] required = [.. signature.Inputs.Where(static i => !i.IsOptional)];
        SignatureColumn[] takers = required.Length == 0 ? [.. signature.Inputs] : required;
        if (takers is [SignatureColumn only]) return ByPosition(signature, only, columns, allowNarrowing);
        FailNames(signature, columns);
        return null!;
    }

    /// <summary>The outputs that the binding reads, in its order.</summary>
    public static ImmutableArray<SignatureColumn> MatchOutputs(ScoringSignature signature, ImmutableArray<BindingColumn> columns, bool allowNarrowing, Type score)
    {
        var outputs = ImmutableArray.CreateBuilder<SignatureColumn>(columns.Length);
        foreach (BindingColumn column in columns)
        {
            SignatureColumn? output = column.Name.Length > 0 ? Find(signature.Outputs, column.Name)
                : signature.Outputs is [SignatureColumn only] ? only : null;
            if (output is null) BindingThrow.Outputs(signature, columns, score);
            CheckType(signature, column, output!, allowNarrowing, reading: true);
            if (!FitsOutput(column.Shape, output!.Shape)) BindingThrow.Shape(signature.ModelName, column, output, reading: true);
            outputs.Add(output);
        }

        return outputs.MoveToImmutable();
    }

    private static RecordSchema ByName(ScoringSignature signature, ImmutableArray<BindingColumn> columns, bool allowNarrowing)
    {
        if (signature.Inputs.Any(i => !i.IsOptional && !columns.Any(c => c.Name == i.Name))) FailNames(signature, columns);
        return new RecordSchema([.. columns.Select(c => ColumnFor(signature, c, Find(signature.Inputs, c.Name)!, allowNarrowing))]);
    }

    private static ColumnSchema ColumnFor(ScoringSignature signature, BindingColumn given, SignatureColumn input, bool allowNarrowing)
    {
        CheckType(signature, given, input, allowNarrowing, reading: false);
        if (input.Shape is { IsFixed: true } declared)
        {
            if (given.Shape is { IsFixed: true } shape && !shape.Feeds(declared)) BindingThrow.Shape(signature.ModelName, given, input, reading: false);
            return new ColumnSchema(input.Name, input.Type, declared);
        }

        if (given.Shape is not { IsFixed: true } own)
        {
            BindingThrow.UnknownLength(signature.ModelName, given, input);
            return null!;
        }

        if (input.Shape is { } open && !own.Feeds(open)) BindingThrow.Shape(signature.ModelName, given, input, reading: false);
        return new ColumnSchema(input.Name, input.Type, own);
    }

    private static RecordSchema ByPosition(ScoringSignature signature, SignatureColumn input, ImmutableArray<BindingColumn> columns, bool allowNarrowing)
    {
        if (columns is [BindingColumn single]) return new RecordSchema(ColumnFor(signature, single, input, allowNarrowing));
        int elements = 0;
        foreach (BindingColumn column in columns)
        {
            CheckType(signature, column, input, allowNarrowing, reading: false);
            RowShape shape = column.Shape ?? RowShape.Scalar;
            if (!shape.IsFixed) BindingThrow.UnknownLength(signature.ModelName, column, input);
            elements += shape.ElementCount;
        }

        if (input.Shape is { IsFixed: true } declared)
        {
            if (declared.ElementCount != elements) BindingThrow.Packed(signature, input, columns, elements);
            return new RecordSchema(new ColumnSchema(input.Name, input.Type, declared));
        }

        RowShape flat = [elements];
        if (input.Shape is { } open && !flat.Feeds(open)) BindingThrow.Packed(signature, input, columns, elements);
        return new RecordSchema(new ColumnSchema(input.Name, input.Type, flat));
    }

    private static void CheckType(ScoringSignature signature, BindingColumn column, SignatureColumn other, bool allowNarrowing, bool reading)
    {
        if (column.Type is not { } type) return;
        bool allowed = reading ? NumericConversion.IsAllowed(other.Type, type, allowNarrowing) : NumericConversion.IsAllowed(type, other.Type, allowNarrowing);
        if (!allowed) BindingThrow.Type(signature.ModelName, column, other, reading);
    }

    /// <summary>What is not known on either side is seen at the first response.</summary>
    private static bool FitsOutput(RowShape? asked, RowShape? given) =>
        asked is not { IsFixed: true } a || given is not { IsFixed: true } g || a.ElementCount == g.ElementCount;

    private static SignatureColumn? Find(ImmutableArray<SignatureColumn> columns, string name)
    {
        foreach (SignatureColumn column in columns)
        {
            if (column.Name == name) return column;
        }

        return null;
    }

    private static void FailNames(ScoringSignature signature, ImmutableArray<BindingColumn> columns) => BindingThrow.Names(
        signature,
        columns,
        signature.Inputs.Where(i => !i.IsOptional && !columns.Any(c => c.Name == i.Name)).Select(static i => i.Name),
        columns.Where(c => Find(signature.Inputs, c.Name) is null).Select(static c => c.Name));
}
