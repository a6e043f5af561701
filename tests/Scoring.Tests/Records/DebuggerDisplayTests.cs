using System.Diagnostics;
using System.Reflection;
using Scoring.Records;

namespace Scoring.Tests.Records;

public class DebuggerDisplayTests
{
    [Theory]
    [InlineData(typeof(RowShape))]
    [InlineData(typeof(ColumnSchema))]
    [InlineData(typeof(RecordSchema))]
    [InlineData(typeof(RecordBatch))]
    [InlineData(typeof(Column<>))]
    [InlineData(typeof(StringColumn))]
    public void Debugger_shows_the_text_of_data_types(Type type)
    {
        Assert.Equal("{ToString(),nq}", type.GetCustomAttribute<DebuggerDisplayAttribute>()?.Value);
        Assert.Equal(type, type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType);
    }
}
