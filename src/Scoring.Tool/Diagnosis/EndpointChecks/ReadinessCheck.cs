using Scoring.Http;
using Scoring.Tool.Endpoints;

namespace Scoring.Tool.Diagnosis.EndpointChecks;

/// <summary>What the endpoint says when it is asked whether it is ready.</summary>
internal static class ReadinessCheck
{
    private const string Infer = "/infer", Predict = ":predict";

    /// <returns>Where to ask; null where the protocol has no such address.</returns>
    public static Uri? AddressOf(string? protocol, Uri endpoint) => protocol switch
    {
        ProtocolNames.OpenInference => WithPath(endpoint, $"{Without(endpoint.AbsolutePath, Infer)}/ready"),
        ProtocolNames.TensorFlow => WithPath(endpoint, Without(endpoint.AbsolutePath, Predict)),
        ProtocolNames.MLflow => new Uri(endpoint, "/ping"),
        ProtocolNames.AzureML or ProtocolNames.AzureMLInputs => new Uri(endpoint, "/"),
        _ => null,
    };

    /// <param name="address">Where to ask.</param>
    /// <param name="credential">What the endpoint wants; null for nothing.</param>
    /// <param name="http">Sends it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Finding> AskAsync(Uri address, ScoringCredential? credential, HttpClient http, TimeProvider time, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (credential is not null) request.Headers.TryAddWithoutValidation(credential.Header, await credential.GetAsync(time, cancellationToken).ConfigureAwait(false));
        string place = address.AbsolutePath;
        try
        {
            using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            string body = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return Judge(place, (int)answer.StatusCode, body);
        }
        catch (HttpRequestException error)
        {
            return Finding.Problem(Topics.Ready, $"GET {place} failed: {error.Message}", "See to the server's log.");
        }
    }

    internal static Finding Judge(string place, int status, string body)
    {
        bool isLoading = body.Contains("\"LOADING\"", StringComparison.Ordinal) || body.Contains("\"START\"", StringComparison.Ordinal);
        return status switch
        {
            200 when isLoading && !body.Contains("\"AVAILABLE\"", StringComparison.Ordinal) => Finding.Problem(Topics.Ready, $"The model is not loaded yet (GET {place}).", "Wait until it is, or see to the server's log."),
            >= 200 and < 300 => Finding.Ok(Topics.Ready, $"Ready: GET {place} is answered {status}."),
            401 or 403 or 404 or 405 or (>= 300 and < 400) => Finding.Ok(Topics.Ready, $"The endpoint does not say whether it is ready (GET {place} is answered {status})."),
            _ => Finding.Problem(Topics.Ready, $"Not ready: GET {place} is answered {status}.", "Wait until the model is loaded, or see to the server's log."),
        };
    }

    private static string Without(string path, string end) => path.EndsWith(end, StringComparison.Ordinal) ? path[..^end.Length] : path.TrimEnd('/');

    private static Uri WithPath(Uri uri, string path) => new UriBuilder(uri) { Path = path }.Uri;
}
