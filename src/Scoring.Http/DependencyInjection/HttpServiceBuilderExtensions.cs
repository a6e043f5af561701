using Microsoft.Extensions.DependencyInjection;
using Scoring.DependencyInjection;
using Scoring.Http;
using Scoring.Http.DependencyInjection;

namespace Scoring;

/// <summary>Endpoints for clients that are registered.</summary>
public static class HttpServiceBuilderExtensions
{
    /// <summary>Scores at an HTTP endpoint, with an HTTP client from <see cref="IHttpClientFactory"/> named like the scoring client.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="endpoint">Where the endpoint is.</param>
    /// <param name="protocol">What it speaks.</param>
    /// <param name="configure">How it is reached, on top of the section <c>Http</c>. Called when settings are checked as well.</param>
    /// <param name="configureClient">Handlers, certificates and proxy of the HTTP client.</param>
    /// <exception cref="InvalidOperationException">There is a leaf already.</exception>
    public static ScoringClientServiceBuilder<TRow, TScore> UseHttp<TRow, TScore>(
        this ScoringClientServiceBuilder<TRow, TScore> builder, Uri endpoint, ScoringProtocol protocol, Action<HttpScoringOptions>? configure = null, Action<IHttpClientBuilder>? configureClient = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(protocol);
        return Use(builder, new EndpointSettings(builder.Registration, endpoint, protocol, configure), configureClient);
    }

    /// <summary>Scores at the HTTP endpoint that the configuration names, with an HTTP client from <see cref="IHttpClientFactory"/> named like the scoring client.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The path of the client's section, such as <c>Scoring:Fares</c>, where that is not bound already: its <c>Endpoint</c>, <c>Protocol</c> (AzureML, Classic, MLflow,
    /// OpenInference, TensorFlowServing or Json) and <c>ApiKey</c>, which is read again each minute and when it is not accepted any more, so that it can be replaced while the application runs.</param>
    /// <param name="configure">How it is reached, on top of the section <c>Http</c>. Called when settings are checked as well.</param>
    /// <param name="configureClient">Handlers, certificates and proxy of the HTTP client.</param>
    /// <exception cref="InvalidOperationException">There is a leaf already, or another section.</exception>
    public static ScoringClientServiceBuilder<TRow, TScore> UseHttp<TRow, TScore>(
        this ScoringClientServiceBuilder<TRow, TScore> builder, string? section = null, Action<HttpScoringOptions>? configure = null, Action<IHttpClientBuilder>? configureClient = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (section is not null) builder.BindConfiguration(section);
        return Use(builder, new EndpointSettings(builder.Registration, null, null, configure), configureClient);
    }

    private static ScoringClientServiceBuilder<TRow, TScore> Use<TRow, TScore>(
        ScoringClientServiceBuilder<TRow, TScore> builder, EndpointSettings settings, Action<IHttpClientBuilder>? configureClient)
    {
        builder.WithLeaf(new LeafRegistration(settings.Name, settings.Create, settings.Check));
        IHttpClientBuilder client = builder.Services.AddHttpClient(builder.Name);
        configureClient?.Invoke(client);
        return builder;
    }
}
