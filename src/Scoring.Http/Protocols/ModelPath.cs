namespace Scoring.Http.Protocols;

/// <summary>Addresses below the one that a client was given.</summary>
internal static class ModelPath
{
    /// <summary>The address with something added to its path.</summary>
    public static Uri Of(Uri endpoint, string path)
    {
        var uri = new UriBuilder(endpoint);
        uri.Path = uri.Path.TrimEnd('/') + path;
        return uri.Uri;
    }

    /// <summary>The address with an end of its path taken away.</summary>
    public static Uri Without(Uri endpoint, string end)
    {
        var uri = new UriBuilder(endpoint);
        if (uri.Path.EndsWith(end, StringComparison.Ordinal)) uri.Path = uri.Path[..^end.Length];
        return uri.Uri;
    }

    /// <summary>A name as a part of a path.</summary>
    public static string Escape(string name) => Uri.EscapeDataString(name);
}
