using System.Runtime.InteropServices;

namespace Scoring.Onnx.Tests.Support;

/// <summary>The models that lie in this project, with some rows and the scores that scikit-learn gives for them.</summary>
internal static class TestModels
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Models");

    public static string PathOf(string model) => Path.Combine(Folder, $"{model}.onnx");

    public static OnnxScoringClient Load(string model, OnnxScoringOptions? options = null) => OnnxScoringClient.Load(PathOf(model), options);

    /// <summary>The numbers of a file such as <c>logreg4.X.bin</c>: little-endian, row-major.</summary>
    public static T[] Numbers<T>(string file)
        where T : unmanaged => Numbers<T>(Folder, file);

    /// <inheritdoc cref="Numbers{T}(string)"/>
    public static T[] Numbers<T>(string folder, string file)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(Path.Combine(folder, file))).ToArray();
}
