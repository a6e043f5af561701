using Scoring;
using Scoring.Onnx;

namespace TaxiFares;

/// <summary>The fare model that ships with the sample: 100 gradient-boosted trees over five features, trained on New York trips of January 2016.</summary>
public static class TaxiModel
{
    public static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "Models", "taxi-gbdt.onnx");

    /// <summary>A client that takes trips and gives fares in US dollars.</summary>
    public static ValueTask<IScoringClient<Trip, float>> OpenAsync(ScoringClientOptions? options = null) =>
        new ScoringClientBuilder(OnnxScoringClient.Load(Path)).BuildAsync<Trip, float>(options: options);
}
