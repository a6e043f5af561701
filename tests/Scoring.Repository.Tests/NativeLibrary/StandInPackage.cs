using System.IO.Compression;

namespace Scoring.Repository.Tests.NativeLibrary;

/// <summary>A NuGet package with the id and the layout of the real one, holding a library that nobody loads.</summary>
internal static class StandInPackage
{
    public static void Write(string feedFolder, string version, byte[] library)
    {
        using var archive = ZipFile.Open(Path.Combine(feedFolder, $"Microsoft.ML.OnnxRuntime.{version}.nupkg"), ZipArchiveMode.Create);
        Add(archive, $"runtimes/{Sandbox.Rid}/native/{Sandbox.LibraryName}", library);
        Add(archive, "Microsoft.ML.OnnxRuntime.nuspec", System.Text.Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>Microsoft.ML.OnnxRuntime</id>
                <version>{version}</version>
                <authors>stand-in</authors>
                <description>stand-in</description>
              </metadata>
            </package>
            """));
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(content);
    }
}
