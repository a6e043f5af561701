namespace Scoring.Tuning.Reporting;

/// <summary>The style sheets and the script, which stand in the library as they are.</summary>
internal static class Resource
{
    public static string Read(string name)
    {
        using Stream stream = typeof(Resource).Assembly.GetManifestResourceStream("Scoring.Tuning.Reporting." + name) ?? throw new InvalidOperationException($"The library has no resource '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
