using System.Collections.Immutable;
using Scoring.Http.Describing;

namespace Scoring.Http.Protocols;

/// <summary>The columns of several tables in one row: called by table and column, such as <c>input1.age</c>, where there are several.</summary>
internal static class TableName
{
    /// <summary>The columns of all.</summary>
    public static ImmutableArray<SignatureColumn> Join(ImmutableArray<SwaggerTable> tables) =>
        tables is [var only] ? only.Columns : [.. tables.SelectMany(static table => table.Columns, static (table, column) => column with { Name = $"{table.Name}.{column.Name}" })];

    /// <summary>What a column is called in a table; null when it is of another.</summary>
    /// <param name="column">Its name in the row.</param>
    /// <param name="table">The table.</param>
    /// <param name="isOnly">Whether there is no other.</param>
    public static string? Within(string column, string table, bool isOnly) =>
        isOnly ? column : column.Length > table.Length && column[table.Length] == '.' && column.StartsWith(table, StringComparison.Ordinal) ? column[(table.Length + 1)..] : null;
}
