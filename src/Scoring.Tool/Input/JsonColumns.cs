using System.Text.Json;
using Scoring.Tool.Features;

namespace Scoring.Tool.Input;

/// <summary>The properties of a JSON object as columns.</summary>
internal static class JsonColumns
{
    public static IReadOnlyList<InputColumn> Of(ReadOnlySpan<byte> line)
    {
        var columns = new List<InputColumn>();
        var json = new Utf8JsonReader(line);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            json.Read();
            columns.RemoveAll(column => column.Name == name);
            columns.Add(ReadColumn(name, ref json));
        }

        return columns;
    }

    private static InputColumn ReadColumn(string name, ref Utf8JsonReader json)
    {
        bool isList = json.TokenType == JsonTokenType.StartArray;
        var values = new JsonValues([]);
        values.Read(ref json);
        return new InputColumn(name, values.Count, isList);
    }
}
