using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ApiSnapshot;

namespace Scoring.Repository.Tests.Packaging;

/// <summary>What is in the packages.</summary>
[Collection(nameof(PackagingCollection))]
public sealed class PackageContentTests(PackedPackages packages)
{
    /// <summary>Nobody reads a package of this size; a native library in it would be several times as large.</summary>
    private const long LargestPackage = 8 << 20;

    public static TheoryData<string> Ids => [.. PackedPackages.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Package_says_what_it_is(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(packages.PathOf(id, "nupkg"));
        XElement metadata = Metadata(package, id);
        foreach (string name in new[] { "id", "version", "authors", "license", "icon", "readme", "description", "copyright", "tags", "repository" })
        {
            Assert.True(metadata.Elements().Any(element => element.Name.LocalName == name), $"{id} has no {name}");
        }

        Assert.NotNull(package.GetEntry("README.md"));
        Assert.NotNull(package.GetEntry("icon.png"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Package_has_no_native_library_and_no_test(string id)
    {
        string path = packages.PathOf(id, "nupkg");
        using ZipArchive package = ZipFile.OpenRead(path);
        Assert.DoesNotContain(package.Entries, static entry => entry.Name.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase) && !entry.Name.EndsWith(".xml", StringComparison.Ordinal));
        Assert.DoesNotContain(package.Entries, static entry => entry.FullName.Contains("Tests", StringComparison.Ordinal));
        Assert.InRange(new FileInfo(path).Length, 1, LargestPackage);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Size_is_about_what_the_readme_says(string id)
    {
        Match row = Regex.Match(File.ReadAllText(RepositoryRoot.Combine("README.md")), $@"^\| `{Regex.Escape(id)}` \| (?<size>\d+) KB \|", RegexOptions.Multiline);
        Assert.True(row.Success, $"The README's table has no size of {id}.");
        double stated = double.Parse(row.Groups["size"].Value, CultureInfo.InvariantCulture), actual = new FileInfo(packages.PathOf(id, "nupkg")).Length / 1000.0;
        Assert.True(actual > 0.75 * stated && actual < 1.25 * stated, $"{id} has {actual:0} KB; the README says {stated:0} KB.");
    }

    [Theory]
    [InlineData("Scoring")]
    [InlineData("Scoring.Onnx")]
    [InlineData("Scoring.Http")]
    public void Library_has_documentation_and_symbols(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(packages.PathOf(id, "nupkg")), symbols = ZipFile.OpenRead(packages.PathOf(id, "snupkg"));
        Assert.NotNull(package.GetEntry($"lib/net10.0/{id}.dll"));
        Assert.NotNull(package.GetEntry($"lib/net10.0/{id}.xml"));
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{id}.pdb"));
    }

    [Theory]
    [InlineData("Scoring.Onnx")]
    [InlineData("Scoring.Http")]
    public void Leaf_brings_all_of_Scoring(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(packages.PathOf(id, "nupkg"));
        XElement scoring = Metadata(package, id).Descendants().Single(static element => element.Name.LocalName == "dependency" && (string?)element.Attribute("id") == "Scoring");
        Assert.DoesNotContain("Analyzers", (string?)scoring.Attribute("exclude") ?? "", StringComparison.Ordinal);
    }

    private static XElement Metadata(ZipArchive package, string id)
    {
        using Stream nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(static element => element.Name.LocalName == "metadata");
    }
}
