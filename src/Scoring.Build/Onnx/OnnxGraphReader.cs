using System.Text;
using Scoring.Build.Graphs;

namespace Scoring.Build.Onnx;

/// <summary>Reads the inputs and outputs of a model file (onnx.proto, ModelProto and GraphProto), and nothing else of it.</summary>
internal sealed class OnnxGraphReader
{
    private const string PointerHeading = "version https://git-lfs";

    private readonly ProtobufReader _reader;
    private readonly OnnxTypeReader _types;
    private readonly List<GraphValue> _inputs = [];
    private readonly List<GraphValue> _outputs = [];
    private readonly HashSet<string> _initializers = new(StringComparer.Ordinal);

    private OnnxGraphReader(Stream stream)
    {
        _reader = new ProtobufReader(stream);
        _types = new OnnxTypeReader(_reader);
    }

    /// <exception cref="DamagedModelException">It is no model, or not all of one.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ModelGraph Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Read(file);
    }

    /// <inheritdoc cref="Read(string)"/>
    public static ModelGraph Read(Stream stream)
    {
        if (stream.Length == 0) throw new DamagedModelException("it is empty");
        if (IsPointer(stream)) throw new DamagedModelException("it is a Git LFS pointer, not the model itself: run git lfs pull");
        return new OnnxGraphReader(stream).ReadModel();
    }

    private static bool IsPointer(Stream stream)
    {
        var start = new byte[PointerHeading.Length];
        int read = stream.Read(start, 0, start.Length);
        stream.Position = 0;
        return Encoding.ASCII.GetString(start, 0, read) == PointerHeading;
    }

    private ModelGraph ReadModel()
    {
        bool hasGraph = false;
        while (_reader.Next(_reader.End))
        {
            if (!_reader.Is(7))
            {
                _reader.Skip();
                continue;
            }

            hasGraph = true;
            ReadGraph(_reader.Enter());
        }

        if (!hasGraph) throw new DamagedModelException("it has no graph");
        if (_outputs.Count == 0) throw new DamagedModelException("its graph has no output");
        return new ModelGraph([.. _inputs.Select(WithInitializer)], _outputs);
    }

    private void ReadGraph(long end)
    {
        while (_reader.Next(end))
        {
            if (_reader.Is(5)) AddName(_reader.Enter(), 8);
            else if (_reader.Is(15)) AddSparse(_reader.Enter());
            else if (_reader.Is(11)) _inputs.Add(_types.ReadValue(_reader.Enter()));
            else if (_reader.Is(12)) _outputs.Add(_types.ReadValue(_reader.Enter()));
            else _reader.Skip();
        }
    }

    private void AddName(long end, int field)
    {
        while (_reader.Next(end))
        {
            if (_reader.Is(field)) _initializers.Add(_reader.ReadText());
            else _reader.Skip();
        }
    }

    private void AddSparse(long end)
    {
        while (_reader.Next(end))
        {
            if (_reader.Is(1)) AddName(_reader.Enter(), 8);
            else _reader.Skip();
        }
    }

    /// <summary>Models of before IR version 4 list their weights among the inputs: nobody has to give them.</summary>
    private GraphValue WithInitializer(GraphValue input) => _initializers.Contains(input.Name) ? input with { IsOptional = true } : input;
}
