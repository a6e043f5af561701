using System.Text;

namespace Scoring.Build.Graphs;

/// <summary>A model's inputs and outputs as the text that the build hands to the source generator, which may read no other file.</summary>
/// <remarks>One line per value, fields separated by tabs: role, name, type, dimensions. Also compiled into the source generator.</remarks>
internal static class GraphText
{
    private const string Heading = "# Scoring model graph 1";
    private const string Input = "input", OptionalInput = "optional input", Output = "output";

    /// <summary>Stands for dimensions that are not declared; no dimensions at all are those of a scalar.</summary>
    private const string Undeclared = "-";

    public static string Write(ModelGraph graph)
    {
        var text = new StringBuilder(Heading).Append('\n');
        foreach (GraphValue input in graph.Inputs) AddLine(text, input.IsOptional ? OptionalInput : Input, input);
        foreach (GraphValue output in graph.Outputs) AddLine(text, Output, output);
        return text.ToString();
    }

    /// <summary>Null when the text is none of this program's.</summary>
    public static ModelGraph? TryRead(string text)
    {
        string[] lines = text.Split('\n');
        if (lines[0].TrimEnd('\r') != Heading) return null;
        var inputs = new List<GraphValue>();
        var outputs = new List<GraphValue>();
        for (int i = 1; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r');
            if (line.Length == 0) continue;
            string[] fields = line.Split('\t');
            if (fields.Length != 4) return null;
            var value = new GraphValue(Unescape(fields[1]), fields[2], fields[3] == Undeclared ? null : fields[3], fields[0] == OptionalInput);
            (fields[0] == Output ? outputs : inputs).Add(value);
        }

        return new ModelGraph(inputs, outputs);
    }

    private static void AddLine(StringBuilder text, string role, GraphValue value) =>
        text.Append(role).Append('\t').Append(Escape(value.Name)).Append('\t').Append(value.Type).Append('\t').Append(value.Dimensions ?? Undeclared).Append('\n');

    private static string Escape(string name) => name.Replace("\\", "\\\\").Replace("\t", "\\t").Replace("\n", "\\n").Replace("\r", "\\r");

    private static string Unescape(string name)
    {
        var text = new StringBuilder(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] != '\\' || i + 1 == name.Length) text.Append(name[i]);
            else text.Append(name[++i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', char other => other });
        }

        return text.ToString();
    }
}
