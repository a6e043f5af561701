using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Scoring.Benchmarks.Json.Writing;

/// <summary>The best that .NET brings along: <see cref="JsonSerializer"/> with source generation on a writer and a buffer that are kept.</summary>
internal sealed class PooledSerializer<T>(T value, JsonTypeInfo<T> type)
{
    public const string Name = "JsonSerializer, source generation, pooled Utf8JsonWriter";

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Utf8JsonWriter _writer = new(Stream.Null);

    public void Write()
    {
        _output.ResetWrittenCount();
        _writer.Reset(_output);
        JsonSerializer.Serialize(_writer, value, type);
        _writer.Flush();
    }
}
