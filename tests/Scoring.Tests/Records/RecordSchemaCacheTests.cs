using Scoring.Records;

namespace Scoring.Tests.Records;

public class RecordSchemaCacheTests
{
    [Fact]
    public void Equal_columns_give_one_schema()
    {
        RecordSchema first = RecordSchemaCache.Get(new ColumnSchema("cache", ElementType.Float32, [3]));
        RecordSchema second = RecordSchemaCache.Get(new ColumnSchema("cache", ElementType.Float32, [3]));

        Assert.Same(first, second);
    }

    [Fact]
    public void Different_columns_give_different_schemas()
    {
        RecordSchema first = RecordSchemaCache.Get(new ColumnSchema("cache", ElementType.Float32, [3]));

        Assert.NotEqual(first, RecordSchemaCache.Get(new ColumnSchema("cache", ElementType.Float32, [4])));
        Assert.NotEqual(first, RecordSchemaCache.Get(new ColumnSchema("cache", ElementType.Float64, [3])));
        Assert.NotEqual(first, RecordSchemaCache.Get(new ColumnSchema("other", ElementType.Float32, [3])));
    }
}
