using Scoring.Http.Protocols;

namespace Scoring.Tool.Endpoints;

/// <summary>Tells addresses of endpoints from files, and shows them without what may be secret.</summary>
internal static class EndpointUrl
{
    private const string Infer = "/infer", Predict = ":predict", OpenInferenceModels = "/v2/models/", TensorFlowModels = "/v1/models/";

    public static bool Is(string model) =>
        model.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || model.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="UsageException">It is no address, or has a password in it. The message does not repeat it.</exception>
    public static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)) throw new UsageException("URL is not a valid address; give one such as https://host/score.");
        return uri.UserInfo.Length == 0 ? uri : throw new UsageException($"URL has a name or password before the host, which is not sent; give the key by --key-env NAME and the URL as {PlaceOf(uri)}.");
    }

    /// <summary>Without user, password and query.</summary>
    public static string PlaceOf(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <exception cref="UsageException">It does not name the model.</exception>
    public static Uri OfOpenInference(Uri uri) => uri.AbsolutePath.Contains(OpenInferenceModels, StringComparison.Ordinal) || uri.AbsolutePath.EndsWith(Infer, StringComparison.Ordinal)
        ? uri
        : throw new UsageException($"{PlaceOf(uri)} does not name a model: with --protocol v2 the URL is http://HOST/v2/models/NAME, or /v2/models/NAME/versions/VERSION.");

    /// <summary>The address of the method, which is to predict unless the address says otherwise.</summary>
    /// <exception cref="UsageException">It does not name the model.</exception>
    public static Uri OfTensorFlow(Uri uri, out TensorFlowMethod method)
    {
        method = uri.AbsolutePath.EndsWith(":classify", StringComparison.Ordinal) ? TensorFlowMethod.Classify
            : uri.AbsolutePath.EndsWith(":regress", StringComparison.Ordinal) ? TensorFlowMethod.Regress
            : TensorFlowMethod.Predict;
        if (method != TensorFlowMethod.Predict || uri.AbsolutePath.EndsWith(Predict, StringComparison.Ordinal)) return uri;
        if (!uri.AbsolutePath.Contains(TensorFlowModels, StringComparison.Ordinal))
            throw new UsageException($"{PlaceOf(uri)} does not name a model: with --protocol tfserving the URL is http://HOST/v1/models/NAME, or /v1/models/NAME/versions/NUMBER.");
        var address = new UriBuilder(uri);
        address.Path = address.Path.TrimEnd('/') + Predict;
        return address.Uri;
    }
}
