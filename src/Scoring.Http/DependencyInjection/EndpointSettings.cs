using Microsoft.Extensions.DependencyInjection;
using Scoring.DependencyInjection;
using Scoring.Http.Protocols;

namespace Scoring.Http.DependencyInjection;

/// <summary>What is said of an endpoint, in code and in the configuration.</summary>
/// <param name="registration">The client.</param>
/// <param name="endpoint">Where it is; null where the configuration says.</param>
/// <param name="protocol">What it speaks; null where the configuration says.</param>
/// <param name="configure">How it is reached, on top of the configuration.</param>
internal sealed partial class EndpointSettings(ClientRegistration registration, Uri? endpoint, ScoringProtocol? protocol, Action<HttpScoringOptions>? configure)
{
    private const string Endpoint = "Endpoint", Protocol = "Protocol", ApiKey = "ApiKey", Http = "Http";

    /// <summary>A key that was replaced is known after this at the latest; one that is not accepted any more at once.</summary>
    private static readonly TimeSpan s_keyLifetime = TimeSpan.FromMinutes(1);

    private static readonly (string Name, ScoringProtocol Protocol)[] s_protocols =
    [
        ("AzureML", new AzureMLProtocol()), ("Classic", new ClassicProtocol()), ("MLflow", new MLflowProtocol()), ("OpenInference", new OpenInferenceProtocol()),
        ("TensorFlowServing", new TensorFlowServingProtocol()), ("Json", new PlainProtocol()),
    ];

    public string Name => protocol is null ? "HTTP endpoint" : $"{protocol.Name} endpoint {endpoint!.GetLeftPart(UriPartial.Path)}";

    public IScoringClient Create(IServiceProvider services)
    {
        SettingsSection section = registration.SettingsFrom(services);
        return HttpScoringClient.Create(EndpointOf(section), ProtocolOf(section), Options(services, section));
    }

    /// <summary>What is wrong; null when nothing is.</summary>
    public string? Check(IServiceProvider services)
    {
        SettingsSection section = registration.SettingsFrom(services);
        section.Expect(Endpoint, Protocol, ApiKey);
        string? problem = ClientCheck.Find(section.Sub(Http), nameof(HttpScoringOptions), Options(services, section).Validate);
        _ = (EndpointOf(section), ProtocolOf(section));
        return problem;
    }

    private Uri EndpointOf(SettingsSection section)
    {
        if (endpoint is not null) return endpoint;
        string text = section.Text(Endpoint) ?? throw section.Wrong($"{section.KeyOf(Endpoint)} is missing; it must be an address that begins with http:// or https://.");
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri
            : throw section.Wrong($"{section.KeyOf(Endpoint)} must be an address that begins with http:// or https://.");
    }

    private ScoringProtocol ProtocolOf(SettingsSection section)
    {
        if (protocol is not null) return protocol;
        string? text = section.Text(Protocol);
        return s_protocols.FirstOrDefault(known => known.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).Protocol
            ?? throw section.Wrong($"{section.KeyOf(Protocol)} is {(text is null ? "missing" : $"'{text}'")}; it must be one of {string.Join(", ", s_protocols.Select(static known => known.Name))}.");
    }

    private HttpScoringOptions Options(IServiceProvider services, SettingsSection section)
    {
        var options = new HttpScoringOptions
        {
            HttpClientFactory = services.GetRequiredService<IHttpClientFactory>(),
            HttpClientName = registration.Name,
            TimeProvider = services.ClockOf(),
            MeterFactory = services.MetersOf(),
        };
        if (section.Text(ApiKey) is not null) options.Credential = KeyFrom(section, options.TimeProvider);
        Read(section.Sub(Http), options);
        configure?.Invoke(options);
        return options;
    }

    private static ScoringCredential KeyFrom(SettingsSection section, TimeProvider clock) => ScoringCredential.FromToken(_ =>
    {
        string key = section.Text(ApiKey) ?? throw section.Wrong($"{section.KeyOf(ApiKey)} is not there any more.");
        DateTimeOffset end = clock.GetUtcNow() + s_keyLifetime;
        return new ValueTask<ScoringToken>(new ScoringToken(key, end, end));
    });

    [GenerateSettings(nameof(HttpScoringOptions.HttpClientName))]
    private static partial void Read(SettingsSection section, HttpScoringOptions options);
}
