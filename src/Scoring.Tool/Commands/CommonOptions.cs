using System.CommandLine;

namespace Scoring.Tool.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class CommonOptions
{
    public Option<string?> OnnxRuntime { get; } = new("--onnxruntime")
    {
        Description = "The native ONNX Runtime library, or its folder. Otherwise: the environment variable SCORING_ONNXRUNTIME, beside this tool, the system's loader.",
        HelpName = "PATH",
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Show the model's warnings, and where an unexpected error came from.", Recursive = true };
}
