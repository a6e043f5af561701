using System.Formats.Tar;
using System.IO.Compression;

namespace Scoring.Repository.Tests.NativeLibrary;

/// <summary>An <c>npm</c> that copies an archive made here to where npm would have written the package, and notes each call.</summary>
internal sealed class StandInNpm
{
    private readonly string _callFile;

    public StandInNpm(Sandbox sandbox, byte[] library, int exitCode = 0)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for npm is a POSIX shell script.");

        _callFile = sandbox.PathOf("npm-calls");
        var archive = sandbox.PathOf("archive.tgz");
        WriteArchive(archive, library);
        Array.ForEach(["cp", "tar", "gzip"], sandbox.LinkTool);

        // The version comes from the request, as with npm, so that a raised version is served too.
        var script = sandbox.Write("tools/npm", $"""
            #!/bin/sh
            echo "$*" >> '{_callFile}'
            cp '{archive}' "onnxruntime-node-$(IFS=@; set -- $2; echo $2).tgz"
            exit {exitCode}

            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The arguments of each call so far.</summary>
    public string[] Calls => File.Exists(_callFile) ? File.ReadAllLines(_callFile) : [];

    private static void WriteArchive(string path, byte[] library)
    {
        using var gzip = new GZipStream(File.Create(path), CompressionMode.Compress);
        using var tar = new TarWriter(gzip);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "package/bin/napi-v6/linux/x64/libonnxruntime.so.1")
        {
            DataStream = new MemoryStream(library),
        });
    }
}
