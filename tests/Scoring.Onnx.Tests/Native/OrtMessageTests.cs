using Scoring.Onnx.Native;

namespace Scoring.Onnx.Tests.Native;

/// <summary>A message of the runtime is shown without what only its makers, or this machine, know.</summary>
public sealed class OrtMessageTests
{
    [Theory]
    [InlineData("Load model from failed", "Load model from failed")]
    [InlineData(" two\nlines\r\n  and\ttabs ", "two lines and tabs")]
    [InlineData("/onnxruntime_src/onnxruntime/core/graph/model.cc:149 onnxruntime::Model::Model(onnx::ModelProto&&, const PathString&) Unsupported model IR version: 99", "Unsupported model IR version: 99")]
    [InlineData("/build/core/framework/tensor.h:12 const T* Data() const [with T = long] wrong type", "wrong type")]
    [InlineData("C:\\a\\_work\\1\\onnxruntime\\core\\session.cc:77 bad", "bad")]
    [InlineData("Load model from /home/someone/models/m.onnx failed:Protobuf parsing failed.", "Load model from m.onnx failed:Protobuf parsing failed.")]
    [InlineData("cannot open C:\\Users\\someone\\m.onnx now", "cannot open m.onnx now")]
    [InlineData("a ratio of 3/4 and and/or stay", "a ratio of 3/4 and and/or stay")]
    [InlineData("", "")]
    public void Message_becomes_one_line_without_sources_and_folders(string given, string expected) => Assert.Equal(expected, OrtMessage.Clean(given));

    [Fact]
    public void Long_message_is_cut()
    {
        string clean = OrtMessage.Clean(new string('x', 10_000));
        Assert.Equal(601, clean.Length);
        Assert.EndsWith("…", clean, StringComparison.Ordinal);
    }
}
