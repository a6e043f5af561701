using Scoring.Telemetry;

namespace Scoring;

/// <summary>Adds the stage that traces.</summary>
public static class TelemetryBuilderExtensions
{
    /// <summary>Adds a stage that tells the activity source <c>Scoring</c> of each call and each request, and a log of those that fail. Meters need no stage.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">Names and log; the defaults when left out.</param>
    /// <returns>The builder. The stage belongs outside of all others.</returns>
    /// <remarks>
    /// <para>A call of the row level is a span <c>score {model}</c>. A request is a span <c>score_batch {model}</c>: a child of its caller where it has one, else a span of its own with a link to
    /// each, at most 32. What the leaf does, such as an HTTP request, is its child.</para>
    /// <para>It depends on no library: OpenTelemetry finds the source by its name. With no listener it costs a look whether there is one.</para>
    /// </remarks>
    public static ScoringClientBuilder UseOpenTelemetry(this ScoringClientBuilder builder, TelemetryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        TelemetryOptions settings = options?.Copy() ?? new TelemetryOptions();
        ArgumentNullException.ThrowIfNull(settings.LoggerFactory, $"{nameof(TelemetryOptions)}.{nameof(TelemetryOptions.LoggerFactory)}");
        return builder.Use(inner => new TelemetryScoringClient(inner, settings));
    }
}
