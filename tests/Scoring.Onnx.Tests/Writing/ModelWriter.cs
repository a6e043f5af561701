namespace Scoring.Onnx.Tests.Writing;

/// <summary>Writes small ONNX models (github.com/onnx/onnx, onnx.proto), so that a test shows the model it is about.</summary>
internal sealed class ModelWriter
{
    private const string MachineLearning = "ai.onnx.ml";
    private const string Microsoft = "com.microsoft";

    private readonly ProtoWriter _graph = new ProtoWriter().Text(2, "graph of a test");
    private readonly ProtoWriter _model = new();
    private int _irVersion = 8;
    private int _opset = 15;

    /// <summary>A model of one operator with one input and one output.</summary>
    public static ModelWriter Of(string op, string input, string output, params (string Name, object Value)[] attributes) =>
        new ModelWriter().Input("X", input).Node(op, ["X"], ["Y"], attributes).Output("Y", output);

    /// <summary>The body of a Loop that applies an operator to the one value it carries.</summary>
    public static ModelWriter LoopBody(string op, string type) => new ModelWriter()
        .Input("trip", "int64[]").Input("go_on", "bool[]").Input("carried", type)
        .Node("Identity", ["go_on"], ["goes_on"]).Node(op, ["carried"], ["result"])
        .Output("goes_on", "bool[]").Output("result", type);

    public ModelWriter Input(string name, string type) => Value(11, name, type);

    public ModelWriter Output(string name, string type) => Value(12, name, type);

    /// <summary>An operator; one from <c>ai.onnx.ml</c> is written <c>ml:Name</c>, one from <c>com.microsoft</c> <c>ms:Name</c>.</summary>
    public ModelWriter Node(string op, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        var node = new ProtoWriter();
        foreach (string input in inputs) node.Text(1, input);
        foreach (string output in outputs) node.Text(2, output);
        foreach ((string name, object value) in attributes) node.Message(5, Attribute(name, value));
        string[] qualified = op.Split(':');
        node.Text(4, qualified[^1]);
        if (qualified.Length == 2) node.Text(7, qualified[0] == "ml" ? MachineLearning : Microsoft);
        _graph.Message(1, node);
        return this;
    }

    /// <summary>A constant; also an input of its name is one that callers may override.</summary>
    public ModelWriter Initializer(ProtoWriter tensor)
    {
        _graph.Message(5, tensor);
        return this;
    }

    public ModelWriter Opset(int version, int irVersion = 8)
    {
        (_opset, _irVersion) = (version, irVersion);
        return this;
    }

    public ModelWriter Producer(string name, string version)
    {
        _model.Text(2, name).Text(3, version);
        return this;
    }

    public ModelWriter Describe(string domain, long version, string description)
    {
        _model.Text(4, domain).Varint(5, version).Text(6, description);
        return this;
    }

    public ModelWriter Metadata(string key, string value)
    {
        _model.Message(14, Tensor.Entry(key, value));
        return this;
    }

    public byte[] ToBytes() => new ProtoWriter()
        .Varint(1, _irVersion)
        .Message(8, new ProtoWriter().Text(1, "").Varint(2, _opset))
        .Message(8, new ProtoWriter().Text(1, MachineLearning).Varint(2, 3))
        .Message(8, new ProtoWriter().Text(1, Microsoft).Varint(2, 1))
        .Message(7, _graph)
        .ToArray()
        .Concat(_model.ToArray())
        .ToArray();

    public OnnxScoringClient Load(OnnxScoringOptions? options = null) => OnnxScoringClient.Load(ToBytes(), options, "written.onnx");

    private ModelWriter Value(int field, string name, string type)
    {
        _graph.Message(field, new ProtoWriter().Text(1, name).Message(2, TypeText.ToProto(type)));
        return this;
    }

    private static ProtoWriter Attribute(string name, object value)
    {
        ProtoWriter attribute = new ProtoWriter().Text(1, name);
        switch (value)
        {
            case float number: return attribute.Float(2, number).Varint(20, 1);
            case int number: return attribute.Varint(3, number).Varint(20, 2);
            case string text: return attribute.Text(4, text).Varint(20, 3);
            case ProtoWriter tensor: return attribute.Message(5, tensor).Varint(20, 4);
            case ModelWriter graph: return attribute.Message(6, graph._graph).Varint(20, 5);
            case float[] numbers:
                foreach (float number in numbers) attribute.Float(7, number);
                return attribute.Varint(20, 6);
            case long[] numbers:
                foreach (long number in numbers) attribute.Varint(8, number);
                return attribute.Varint(20, 7);
            case string[] texts:
                foreach (string text in texts) attribute.Text(9, text);
                return attribute.Varint(20, 8);
            default: throw new ArgumentException($"Attribute '{name}' cannot be {value.GetType()}.", nameof(value));
        }
    }
}
