using Scoring.Bindings;

namespace Scoring.AllocationTests.Rows;

/// <summary>The ways to write a row.</summary>
internal static class RowBindings
{
    public static RowBinding<Reading> ByHand { get; } = new ReadingBinding();

    public static RowBinding<Reading> PerRow { get; } = RowBinding.Create(
        static (in Reading row, ref RowWriter writer) => writer.Write(row.Age, row.Income, row.Tenure, row.Visits),
        "age", "income", "tenure", "visits");

    public static RowBinding<Reading> PerRowSingly { get; } = RowBinding.Create(
        static (in Reading row, ref RowWriter writer) =>
        {
            writer.Write(row.Age);
            writer.Write(row.Income);
            writer.Write(row.Tenure);
            writer.Write(row.Visits);
        },
        "age", "income", "tenure", "visits");

    public static RowBinding<Reading> Fluent { get; } = RowBinding.For<Reading>()
        .Column("age", static (in Reading row) => row.Age)
        .Column("income", static (in Reading row) => row.Income)
        .Column("tenure", static (in Reading row) => row.Tenure)
        .Column("visits", static (in Reading row) => (float)row.Visits)
        .Build();

    /// <summary>The columns by name where the model has them, else converted into its one float input.</summary>
    public static RowBinding<Reading> FluentMixed { get; } = RowBinding.For<Reading>()
        .Column("age", static (in Reading row) => row.Age)
        .Column("income", static (in Reading row) => row.Income)
        .Column("tenure", static (in Reading row) => (float?)row.Tenure)
        .Column("visits", static (in Reading row) => row.Visits)
        .Build();

    public static RowBinding<Point> StructPerRow { get; } = RowBinding.Create(
        static (in Point row, ref RowWriter writer) => writer.Write(row.X, row.Y, row.Z, row.T), "x", "y", "z", "t");

    public static RowBinding<Point> StructFluent { get; } = RowBinding.For<Point>()
        .Column("x", static (in Point row) => row.X)
        .Column("y", static (in Point row) => row.Y)
        .Column("z", static (in Point row) => row.Z)
        .Column("t", static (in Point row) => row.T)
        .Build();

    public static ScoreBinding<Probabilities> ScorePerRow { get; } =
        ScoreBinding.Create(static (ref ScoreReader reader) => new Probabilities(reader.Read<float>(), reader.Read<float>(), reader.Read<float>()));
}
