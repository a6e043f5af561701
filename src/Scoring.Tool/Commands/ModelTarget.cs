using Scoring.Onnx;
using Scoring.Tool.Endpoints;
using Scoring.Tool.Running;

namespace Scoring.Tool.Commands;

/// <summary>Opens an ONNX model to score with.</summary>
internal static class ModelTarget
{
    /// <exception cref="UsageException">An option is for endpoints only.</exception>
    /// <exception cref="ScoringException">The model cannot be used.</exception>
    public static ScoreTarget Open(ScoreSettings settings)
    {
        RefuseEndpointOptions(settings.Model, settings.Endpoint);
        OnnxScoringClient leaf = OnnxScoringClient.Load(settings.Model, OptionsOf(settings));
        IScoringClient client = new ScoringClientBuilder(leaf).Build(new ScoringClientOptions
        {
            MaxBatchCount = settings.MaxBatch,
            MaxParallelRequests = settings.Parallel,
        });
        return new ScoreTarget(client, new RefusalSearch(client, leaf)) { Warnings = leaf.Info.Warnings };
    }

    /// <exception cref="UsageException">One was given.</exception>
    public static void RefuseEndpointOptions(string model, EndpointSettings settings)
    {
        if (settings.FirstGiven is { } option)
            throw new UsageException($"{option} is for endpoints, and MODEL is the file '{model}': leave it out, or give a URL that begins with http:// or https://.");
    }

    private static OnnxScoringOptions OptionsOf(ScoreSettings settings)
    {
        // In CSV an empty text and none are the same.
        var options = new OnnxScoringOptions { LibraryPath = settings.OnnxRuntime, NullString = "" };
        if (settings.Parallel is { } parallel && settings.PartitionBy is null) options.Lanes = parallel;
        return options;
    }
}
