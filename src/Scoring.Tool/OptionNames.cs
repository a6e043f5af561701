using Scoring.Onnx;

namespace Scoring.Tool;

/// <summary>Says messages of the libraries in the words of the command line.</summary>
internal static class OptionNames
{
    private const string LibraryHint =
        "\nThis tool has no ONNX Runtime in it. Take the library for this system from the NuGet package Microsoft.ML.OnnxRuntime (runtimes/<rid>/native) or from " +
        "https://github.com/microsoft/onnxruntime/releases, and name it, or its folder, with --onnxruntime PATH or the environment variable SCORING_ONNXRUNTIME.";

    public static string Translate(string message)
    {
        if (message.Contains("(InvalidProtobuf)", StringComparison.Ordinal)) return $"{message} That is no ONNX model; give an .onnx file.";
        string translated = message.Replace($"{nameof(OnnxScoringOptions)}.{nameof(OnnxScoringOptions.LibraryPath)}", "--onnxruntime", StringComparison.Ordinal);
        int remedies = translated.IndexOf(" Remedies: reference the NuGet package", StringComparison.Ordinal);
        return remedies < 0 ? translated : translated[..remedies] + LibraryHint;
    }
}
