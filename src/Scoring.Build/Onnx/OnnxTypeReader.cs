using System.Globalization;
using Scoring.Build.Graphs;

namespace Scoring.Build.Onnx;

/// <summary>Reads the type of an input or output (onnx.proto, TypeProto).</summary>
internal sealed class OnnxTypeReader(ProtobufReader reader)
{
    /// <summary>Types within types; deeper ones are damage.</summary>
    private const int MostNested = 16;

    private const string Unknown = "?";

    /// <summary>Reads the value whose message ends there.</summary>
    public GraphValue ReadValue(long end)
    {
        var value = new GraphValue("", "undefined", null);
        while (reader.Next(end))
        {
            if (reader.Is(1)) value = value with { Name = reader.ReadText() };
            else if (reader.Is(2)) value = ReadType(value, reader.Enter(), 0);
            else reader.Skip();
        }

        return value;
    }

    private GraphValue ReadType(GraphValue value, long end, int depth)
    {
        if (depth > MostNested) throw new DamagedModelException($"the type of '{value.Name}' is nested more than {MostNested} times");
        while (reader.Next(end))
        {
            if (reader.Is(1)) value = ReadTensor(value, reader.Enter());
            else if (reader.Is(8)) value = ReadTensor(value, reader.Enter()) with { Type = "sparse tensor", Dimensions = null };
            else if (reader.Is(4)) value = ReadInner(value, reader.Enter(), depth, static type => $"sequence of {type}");
            else if (reader.Is(5)) value = ReadMap(value, reader.Enter(), depth);
            else if (reader.Is(9)) value = ReadInner(value, reader.Enter(), depth, static type => type) with { IsOptional = true };
            else reader.Skip();
        }

        return value;
    }

    private GraphValue ReadTensor(GraphValue value, long end)
    {
        while (reader.Next(end))
        {
            if (reader.IsNumber(1)) value = value with { Type = OnnxElementTypes.Name(reader.ReadNumber()) };
            else if (reader.Is(2)) value = value with { Dimensions = ReadShape(reader.Enter()) };
            else reader.Skip();
        }

        return value;
    }

    private string ReadShape(long end)
    {
        var dimensions = new List<string>();
        while (reader.Next(end))
        {
            if (reader.Is(1)) dimensions.Add(ReadDimension(reader.Enter()));
            else reader.Skip();
        }

        return string.Join(",", dimensions);
    }

    /// <summary>A number; a dimension that has only a name is not known.</summary>
    private string ReadDimension(long end)
    {
        string dimension = Unknown;
        while (reader.Next(end))
        {
            if (!reader.IsNumber(1)) reader.Skip();
            else if (reader.ReadNumber() is >= 0 and <= int.MaxValue and var size) dimension = size.ToString(CultureInfo.InvariantCulture);
        }

        return dimension;
    }

    private GraphValue ReadInner(GraphValue value, long end, int depth, Func<string, string> name)
    {
        while (reader.Next(end))
        {
            if (reader.Is(1)) value = ReadType(value, reader.Enter(), depth + 1);
            else reader.Skip();
        }

        return value with { Type = name(value.Type) };
    }

    private GraphValue ReadMap(GraphValue value, long end, int depth)
    {
        string key = OnnxElementTypes.Name(0);
        while (reader.Next(end))
        {
            if (reader.IsNumber(1)) key = OnnxElementTypes.Name(reader.ReadNumber());
            else if (reader.Is(2)) value = ReadType(value, reader.Enter(), depth + 1);
            else reader.Skip();
        }

        return value with { Type = $"map({key}, {value.Type})", Dimensions = null };
    }
}
