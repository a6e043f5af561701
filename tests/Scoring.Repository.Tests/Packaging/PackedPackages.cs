using System.Xml.Linq;
using ApiSnapshot;

namespace Scoring.Repository.Tests.Packaging;

/// <summary>All packages as <c>dotnet pack</c> makes them of what is built, in a feed of their own outside the repository.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly Workplace _workplace = new();

    /// <summary>The projects under <c>src</c> that become packages.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        [.. Directory.EnumerateDirectories(RepositoryRoot.Combine("src")).Select(static folder => Path.GetFileName(folder)).Where(IsPacked).Order(StringComparer.Ordinal)];

    internal Workplace Workplace => _workplace;

    public async ValueTask InitializeAsync()
    {
        foreach (string id in Ids)
        {
            CommandOutput output = await Workplace.RunAsync(
                RepositoryRoot.Combine(), "pack", RepositoryRoot.Combine("src", id), "--no-build", "-c", Workplace.Configuration, "-o", _workplace.Feed, "-nologo", "-tl:off", "-nodeReuse:false");
            output.AssertSucceeded();
            Assert.DoesNotContain("warning", output.Text, StringComparison.Ordinal);
        }
    }

    public ValueTask DisposeAsync()
    {
        _workplace.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The file of a package.</summary>
    public string PathOf(string id, string extension) => Path.Combine(_workplace.Feed, $"{id}.{Version}.{extension}");

    private static string Version { get; } = XDocument.Load(RepositoryRoot.Combine("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;

    private static bool IsPacked(string id)
    {
        string project = RepositoryRoot.Combine("src", id, $"{id}.csproj");
        return File.Exists(project) && !XDocument.Load(project).Descendants("IsPackable").Any(static element => element.Value == "false");
    }
}
