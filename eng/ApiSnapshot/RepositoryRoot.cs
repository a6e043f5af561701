namespace ApiSnapshot;

/// <summary>The folder that holds the solution, found from where the program runs.</summary>
internal static class RepositoryRoot
{
    private const string Solution = "Scoring.sln";

    public static string Directory { get; } = Find(AppContext.BaseDirectory);

    public static string Combine(params ReadOnlySpan<string> parts) => Path.Combine([Directory, .. parts]);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution))) return folder.FullName;
        }

        throw new InvalidOperationException($"No {Solution} in '{start}' or above it: build inside the repository.");
    }
}
