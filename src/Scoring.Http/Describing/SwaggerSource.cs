namespace Scoring.Http.Describing;

/// <summary>Finds the swagger document of a service beside its score path.</summary>
internal static class SwaggerSource
{
    /// <summary>The second version is left out by servers whose arrays mix types; what they have then is asked for by number.</summary>
    private static readonly string[] s_documents = ["swagger.json", "swagger.json?version=3", "swagger.json?version=3.1"];

    /// <summary>Null when there is none, or it says nothing of scoring.</summary>
    public static async ValueTask<SwaggerService?> ReadAsync(EndpointReader endpoint, Uri scoreUri, CancellationToken cancellationToken)
    {
        int status = 0;
        foreach (string name in s_documents)
        {
            EndpointDocument document = await endpoint.GetAsync(new Uri(scoreUri, name), cancellationToken).ConfigureAwait(false);
            if (!document.IsFound)
            {
                status = document.Status;
                continue;
            }

            if (SwaggerReader.Read(document.Body, out string? problem) is { } service) return service;
            endpoint.Note($"The document {name} is there, but {problem}.");
        }

        if (status != 0) endpoint.Note($"The document swagger.json beside the score path: status {status}.");
        return null;
    }
}
