namespace Scoring.Diagnostics;

/// <summary>The tags of everything that a client measures. Made once for each version of its model.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ClientTags(string client, string model, string? version, string? transport)
{
    /// <summary>The latest; replaced when another version answers.</summary>
    private Tagged _latest = new(version, client, model, transport);

    public string Model => model;

    /// <summary>Of the version that answered last.</summary>
    public KeyValuePair<string, object?>[] Latest => Volatile.Read(ref _latest).Tags;

    /// <param name="answered">The version that answered; null where it never changes.</param>
    public KeyValuePair<string, object?>[] For(string? answered)
    {
        Tagged latest = Volatile.Read(ref _latest);
        if (answered is null || answered == latest.Version) return latest.Tags;
        latest = new Tagged(answered, client, model, transport);
        Volatile.Write(ref _latest, latest);
        return latest.Tags;
    }

    private sealed class Tagged(string? version, string client, string model, string? transport)
    {
        public string? Version => version;

        public KeyValuePair<string, object?>[] Tags { get; } =
        [
            new(TagNames.Client, client),
            new(TagNames.Model, model),
            .. transport is null ? [] : new KeyValuePair<string, object?>[] { new(TagNames.Transport, transport) },
            .. version is null ? [] : new KeyValuePair<string, object?>[] { new(TagNames.ModelVersion, version) },
        ];
    }
}
