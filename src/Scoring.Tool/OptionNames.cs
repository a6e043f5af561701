using Scoring.Http;
using Scoring.Onnx;
using Scoring.Tuning;

namespace Scoring.Tool;

/// <summary>Says messages of the libraries in the words of the command line.</summary>
internal static class OptionNames
{
    private const string LibraryHint =
        "\nThis tool has no ONNX Runtime in it. Take the library for this system from the NuGet package Microsoft.ML.OnnxRuntime (runtimes/<rid>/native) or from " +
        "https://github.com/microsoft/onnxruntime/releases, and name it, or its folder, with --onnxruntime PATH or the environment variable SCORING_ONNXRUNTIME.";

    private const string NoModel = "There is no model file ";

    /// <summary>Options of the libraries, with the remedies that they are named in, and what to say instead.</summary>
    private static readonly (string Library, string Tool)[] s_names =
        [
            ($"{nameof(OnnxScoringOptions)}.{nameof(OnnxScoringOptions.LibraryPath)}", "--onnxruntime"),
            ($"{nameof(HttpScoringOptions)}.{nameof(HttpScoringOptions.Credential)}", "--key-env NAME, where NAME is an environment variable"),
            ($"{nameof(HttpScoringOptions)}.{nameof(HttpScoringOptions.AttemptTimeout)}", "--timeout"),
            ($"{nameof(ScoringClientOptions)}.{nameof(ScoringClientOptions.MaxBatchCount)}, or {nameof(RowIsolationBuilderExtensions.UseRowIsolation)}, which finds how many", "--max-batch N"),
            ($" Or give it: {nameof(HttpScoringOptions)}.{nameof(HttpScoringOptions.Signature)}.", ""),
            ($" See to {nameof(HttpScoringOptions)}.{nameof(HttpScoringOptions.HttpVersion)}.", ""),
            ($"{nameof(HttpScoringOptions)}.{nameof(HttpScoringOptions.MaxRequestBytes)}", "the limit of a request"),
            ($"{nameof(HttpScoringOptions)}.{nameof(HttpScoringOptions.MaxResponseBytes)}", "the limit of an answer"),
            ($"{nameof(TuningOptions.AllowLoad)} (--yes)", "--yes"),
            (nameof(TuningOptions.MaxRowsPerSecond), "--max-rate"),
            ($"{nameof(TuningOptions.MaxDuration)} or {nameof(TuningOptions.MaxRequests)}", "--max-time"),
            (nameof(TuningOptions.MaxDuration), "--max-time"),
            ("Send fewer rows per request, or raise the limit.", "Send fewer rows per request: --max-batch N."),
        ];

    public static string Translate(string message)
    {
        if (message.Contains("(InvalidProtobuf)", StringComparison.Ordinal)) return $"{message} That is no ONNX model, or not all of one; give an .onnx file, whole.";
        if (message.StartsWith(NoModel, StringComparison.Ordinal)) return $"{message} Give the path of an .onnx file, or a URL that begins with http:// or https://.";
        string translated = s_names.Aggregate(message, static (text, name) => text.Replace(name.Library, name.Tool, StringComparison.Ordinal));
        int remedies = translated.IndexOf(" Remedies: reference the NuGet package", StringComparison.Ordinal);
        return remedies < 0 ? translated : translated[..remedies] + LibraryHint;
    }
}
