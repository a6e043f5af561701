using System.Collections.Immutable;
using System.Text;
using Scoring.Fuzzing.Running;
using Scoring.Json;
using Scoring.Json.Reading.Fast;
using Scoring.Records;

namespace Scoring.Fuzzing.Documents;

/// <summary>Columns, values for them, and a reader for each tier of this machine.</summary>
internal sealed class FuzzSchema
{
    private readonly ValuePool[] _pools;

    private FuzzSchema(ulong seed, params ColumnSchema[] columns)
    {
        Schema = new RecordSchema(columns);
        Names = [.. columns.Select(static column => Encoding.UTF8.GetBytes(column.Name))];
        Readers = [.. Enum.GetValues<JsonTier>().Where(JsonTiers.IsSupported).Select(tier => new JsonFrameReader(Schema, null, tier))];
        ElementsPerRow = columns.Sum(static column => column.Shape.ElementCount);
        _pools = [.. columns.Select((column, i) => new ValuePool(column.Type, seed + (ulong)i))];
    }

    public RecordSchema Schema { get; }

    public ImmutableArray<byte[]> Names { get; }

    public ImmutableArray<JsonFrameReader> Readers { get; }

    public int ElementsPerRow { get; }

    public static FuzzSchema[] MakeAll(ulong seed) =>
    [
        new(seed, new ColumnSchema("score", ElementType.Float64)),
        new(seed + 10, new ColumnSchema("score", ElementType.Float32)),
        new(seed + 20, new ColumnSchema("p", ElementType.Float64, [3])),
        new(seed + 30, new ColumnSchema("p", ElementType.Float32, [4])),
        new(seed + 40, new ColumnSchema("a", ElementType.Float64), new ColumnSchema("b", ElementType.String), new ColumnSchema("n", ElementType.Int64), new ColumnSchema("f", ElementType.Boolean)),
        new(seed + 50, new ColumnSchema("x", ElementType.Float32), new ColumnSchema("y", ElementType.Float32)),
        new(seed + 60, new ColumnSchema("label", ElementType.Int64), new ColumnSchema("p", ElementType.Float64, [2])),
        new(seed + 70, new ColumnSchema("t", ElementType.String)),
    ];

    public ColumnSchema Column(int column) => Schema.Columns[column];

    public FuzzValue Pick(ref SplitMix random, int column) => _pools[column].Pick(ref random);

    public void Renew(ref SplitMix random) => _pools[random.Next(_pools.Length)].Renew(ref random);
}
