using Scoring.DependencyInjection;
using Scoring.Onnx;
using Scoring.Onnx.DependencyInjection;

namespace Scoring;

/// <summary>Local models for clients that are registered.</summary>
public static class OnnxServiceBuilderExtensions
{
    /// <summary>Scores with an ONNX model in this process.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The .onnx file. That it is there is checked when the application starts; it is loaded when the client is first asked for.</param>
    /// <param name="configure">How it is loaded and run, on top of the section <c>Onnx</c>, whose keys are the properties of <see cref="OnnxScoringOptions"/>. Called when settings
    /// are checked as well.</param>
    /// <exception cref="InvalidOperationException">There is a leaf already.</exception>
    public static ScoringClientServiceBuilder<TRow, TScore> UseOnnxModel<TRow, TScore>(
        this ScoringClientServiceBuilder<TRow, TScore> builder, string path, Action<OnnxScoringOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ClientRegistration registration = builder.Registration;
        return builder.WithLeaf(new LeafRegistration($"ONNX model {Path.GetFileName(path)}", services => OnnxScoringClient.Load(path, Options(services)), Check, path));

        SettingsSection Section(IServiceProvider services) => registration.SettingsFrom(services).Sub("Onnx");

        OnnxScoringOptions Options(IServiceProvider services)
        {
            var options = new OnnxScoringOptions { LoggerFactory = services.LoggersOf(), TimeProvider = services.ClockOf() };
            OnnxSettings.Read(Section(services), options);
            configure?.Invoke(options);
            return options;
        }

        string? Check(IServiceProvider services)
        {
            string? problem = ClientCheck.Find(Section(services), nameof(OnnxScoringOptions), Options(services).Validate);
            return File.Exists(path) ? problem : $"{registration}: the model '{Path.GetFullPath(path)}' does not exist. Copy it beside the application, or give {nameof(UseOnnxModel)} its path.";
        }
    }
}
