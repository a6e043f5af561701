using Scoring.Onnx;
using Scoring.Tool.Endpoints;
using Scoring.Tool.Sampling;

namespace Scoring.Tool.Sweeping;

/// <summary>Opens what is measured: the model or the endpoint itself, without anything in front.</summary>
internal static class TuneTarget
{
    /// <exception cref="UsageException">An option cannot be followed.</exception>
    /// <exception cref="ScoringException">It cannot be used.</exception>
    public static async Task<IScoringClient> OpenAsync(TuneSettings settings, SampleFile sample, TextWriter notes, CancellationToken cancellationToken)
    {
        if (!EndpointUrl.Is(settings.Target)) return OnnxScoringClient.Load(settings.Target, OptionsOf(settings));
        var endpoint = new Endpoint(settings.Target, settings.Endpoint);
        return await EndpointLeaf.OpenAsync(endpoint, sample, ProtocolChoice.SendsVectors(settings.Endpoint), notes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As many lanes as requests are tried at once.</summary>
    private static OnnxScoringOptions OptionsOf(TuneSettings settings)
    {
        var options = new OnnxScoringOptions { LibraryPath = settings.OnnxRuntime, NullString = "" };
        if (settings.Concurrency is { } concurrency) options.Lanes = concurrency.Max();
        return options;
    }
}
