using System.Buffers;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Benchmarks.Json.Writing;

/// <summary>Ours: a batch into a buffer that is kept.</summary>
internal sealed class FrameWriting(RecordBatch rows, JsonFrameLayout layout)
{
    public const string Name = nameof(JsonFrameWriter);

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly JsonFrameWriter _writer = new(rows.Schema, new() { Layout = layout });

    public void Write()
    {
        _output.ResetWrittenCount();
        _writer.Write(rows, _output);
    }

    /// <summary>Bytes of JSON.</summary>
    public int CountBytes()
    {
        Write();
        return _output.WrittenCount;
    }
}
