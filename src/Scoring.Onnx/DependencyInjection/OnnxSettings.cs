using Scoring.DependencyInjection;

namespace Scoring.Onnx.DependencyInjection;

/// <summary>Reads the section <c>Onnx</c> of a client.</summary>
internal static partial class OnnxSettings
{
    [GenerateSettings]
    public static partial void Read(SettingsSection section, OnnxScoringOptions options);
}
