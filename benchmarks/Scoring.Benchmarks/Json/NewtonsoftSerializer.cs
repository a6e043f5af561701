using System.Text;
using Newtonsoft.Json;

namespace Scoring.Benchmarks.Json;

/// <summary>Newtonsoft.Json from and to UTF-8, into a buffer that is kept.</summary>
internal sealed class NewtonsoftSerializer(object value)
{
    public const string Name = "Newtonsoft.Json";

    private const int BufferSize = 1 << 14;
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly JsonSerializer s_serializer = JsonSerializer.CreateDefault();

    private readonly MemoryStream _output = new();

    public void Write()
    {
        _output.SetLength(0);
        using var text = new StreamWriter(_output, s_utf8, BufferSize, leaveOpen: true);
        using var writer = new JsonTextWriter(text);
        s_serializer.Serialize(writer, value);
    }

    public static void Read<T>(byte[] json)
    {
        using var reader = new JsonTextReader(new StreamReader(new MemoryStream(json), s_utf8));
        s_serializer.Deserialize<T>(reader);
    }
}
