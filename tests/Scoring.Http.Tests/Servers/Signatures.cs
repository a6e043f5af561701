using Scoring.Records;

namespace Scoring.Http.Tests.Servers;

/// <summary>Signatures that tests give.</summary>
internal static class Signatures
{
    public static SignatureColumn Score { get; } = new("score", ElementType.Float64, []);

    /// <summary>Two columns, a number and a name, and one score.</summary>
    public static ScoringSignature Frame { get; } = new() { ModelName = "frame", Inputs = [new("age", ElementType.Int64, []), new("city", ElementType.String, [])], Outputs = [Score] };

    /// <summary>Rows of two numbers, and one score.</summary>
    public static ScoringSignature Array { get; } = new() { ModelName = "array", Inputs = [new("data", ElementType.Float64, [2])], Outputs = [Score] };

    /// <summary>A number in, a number out.</summary>
    public static ScoringSignature Number { get; } = new() { ModelName = "number", Inputs = [new("x", ElementType.Float64, [])], Outputs = [Score] };

    public static RecordBatch People() => RecordBatch.FromColumns(ColumnValues.Of<long>("age", [41, 29]), ColumnValues.Of("city", ["Oslo", "Pisa"]));

    public static RecordBatch Pairs() => RecordBatch.FromRows<double>([[1, 2.5], [3, -4]], "data");

    public static RecordBatch Numbers(params double[] values) => RecordBatch.FromValues<double>(values, [], "x");
}
