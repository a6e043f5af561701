using Scoring.Benchmarks.Adaptive.Settings;
using Scoring.Benchmarks.LocalOnnx;

namespace Scoring.Benchmarks.Adaptive.Models;

/// <summary>A model that clients of different settings serve.</summary>
internal interface IServedModel
{
    string Name { get; }

    /// <summary>So many times longer it is measured, as its requests take long.</summary>
    double WindowFactor { get; }

    /// <summary>A client with a model of its own.</summary>
    /// <param name="setting">How it puts rows into requests.</param>
    /// <param name="stage">Sees its requests; null for none.</param>
    Task<IModelClient> OpenAsync(ClientSetting setting, Func<IScoringClient, IScoringClient>? stage = null);
}
