using Scoring.Bindings;
using Scoring.Records;

namespace Scoring.Benchmarks.Http.Rows;

/// <summary>The same rows as objects and as batches.</summary>
internal static class Events
{
    private const int Seed = 3, Cents = 100;

    public static RowBinding<Event> Binding { get; } = RowBinding.For<Event>()
        .Column("a", static (in Event e) => e.A)
        .Column("b", static (in Event e) => e.B)
        .Column("c", static (in Event e) => e.C)
        .Column("d", static (in Event e) => e.D)
        .Column("e", static (in Event e) => e.E)
        .Build();

    public static Event[] Create(int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => new Event(Price(random), Price(random), Price(random), Price(random), Price(random)))];
    }

    public static RecordBatch ToBatch(Event[] events) => RecordBatch.FromColumns(
    [
        ColumnValues.Of("a", events.Select(static e => e.A).ToArray()),
        ColumnValues.Of("b", events.Select(static e => e.B).ToArray()),
        ColumnValues.Of("c", events.Select(static e => e.C).ToArray()),
        ColumnValues.Of("d", events.Select(static e => e.D).ToArray()),
        ColumnValues.Of("e", events.Select(static e => e.E).ToArray()),
    ]);

    private static float Price(Random random) => (float)random.Next(100 * Cents) / Cents;
}
