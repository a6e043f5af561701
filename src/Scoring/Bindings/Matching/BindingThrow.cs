using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Scoring.Bindings.Conversion;
using Scoring.Records;

namespace Scoring.Bindings.Matching;

/// <summary>The messages of binding errors, kept out of hot methods.</summary>
internal static class BindingThrow
{
    [DoesNotReturn]
    public static void Names(ScoringSignature signature, ImmutableArray<BindingColumn> given, IEnumerable<string> missing, IEnumerable<string> unknown) =>
        throw new ScoringBindingException(
            $"The rows do not fit model {signature.ModelName}. {List("Missing inputs: ", missing)}{List("Unknown to the model: ", unknown)}" +
            $"Expected ({string.Join(", ", signature.Inputs)}), given ({string.Join(", ", given)}).");

    [DoesNotReturn]
    public static void Packed(ScoringSignature signature, SignatureColumn input, ImmutableArray<BindingColumn> given, int elements) =>
        throw new ScoringBindingException(
            $"The rows do not fit model {signature.ModelName}: its one input {input} takes " +
            $"{(input.Shape is { IsFixed: true } shape ? $"{shape.ElementCount} values per row, by position" : "no flat row of values")}; " +
            $"{elements} are given: ({string.Join(", ", given)}).");

    [DoesNotReturn]
    public static void Type(string model, BindingColumn given, SignatureColumn expected, bool reading) =>
        throw new ScoringBindingException(reading
            ? $"{model} gives {expected}, which does not convert to {given.Type}{Widening(expected.Type, given.Type)}."
            : $"{model} takes {expected}; given is {given}, which does not convert to it{Widening(given.Type, expected.Type)}.");

    [DoesNotReturn]
    public static void Shape(string model, BindingColumn given, SignatureColumn other, bool reading) =>
        throw new ScoringBindingException(reading
            ? $"{model} gives {other}; it is read as {given}. The number of values per row must agree."
            : $"{model} takes {other}; given is {given}. The number of values per row must agree.");

    [DoesNotReturn]
    public static void UnknownLength(string model, BindingColumn given, SignatureColumn expected) =>
        throw new ScoringBindingException(
            $"{model} does not say how many values its input {expected} takes per row, and neither does {given}. Say it: RowBinding.Array<T>(length).");

    [DoesNotReturn]
    public static void Convert(ColumnSchema column, ElementType value, bool reading)
    {
        (ElementType from, ElementType to) = reading ? (column.Type, value) : (value, column.Type);
        throw new ScoringBindingException(
            $"Column {column} was {(reading ? "read as" : "given")} {value}, which does not convert{Widening(from, to)}.");
    }

    [DoesNotReturn]
    public static void TooMany(RecordSchema schema) =>
        throw new ScoringBindingException($"The binding wrote or read more values than a row of {schema} has.");

    [DoesNotReturn]
    public static void Across(ColumnSchema column, int offset, int count) =>
        throw new ScoringBindingException(
            $"{count} values from element {offset} on do not fit column {column}, which has {column.Shape.ElementCount} per row. Values given together belong to one column.");

    [DoesNotReturn]
    public static void TooFew(RecordSchema schema, int column, int offset) =>
        throw new ScoringBindingException(
            $"The binding wrote or read fewer values than a row of {schema} has: it stopped at element {offset} of column '{schema.Columns[column].Name}'.");

    [DoesNotReturn]
    public static void Outputs(ScoringSignature signature, ImmutableArray<BindingColumn> asked, Type score) =>
        throw new ScoringBindingException(
            $"{signature.ModelName} gives ({string.Join(", ", signature.Outputs)}); {score.Name} reads ({string.Join(", ", asked)}). " +
            "Choose outputs by name, as in ScoreBinding.Default<T>(\"name\").");

    [DoesNotReturn]
    public static void NoBuiltIn(Type type, string what, string remedy) =>
        throw new ArgumentException(
            $"There is no built-in {what} binding for {type}: it exists for numbers, bool and string, for arrays of them, for ReadOnlyMemory of numbers or bools{(what == "score" ? ", and for tuples of numbers and bools" : "")}. {remedy}");

    private static string List(string title, IEnumerable<string> names)
    {
        string list = string.Join(", ", names.Select(static n => $"'{n}'"));
        return list.Length == 0 ? "" : $"{title}{list}. ";
    }

    private static string Widening(ElementType? from, ElementType? to) =>
        from is { } f && to is { } t && NumericConversion.IsAllowed(f, t, allowNarrowing: true)
            ? $": {f} to {t} would lose digits. Allow it with AllowNarrowing, or change the type"
            : "";
}
