namespace Scoring.Onnx.Tests.Support;

/// <summary>A folder of one test's own, gone when the test is.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scoring-");

    public string FullName => _folder.FullName;

    public string Combine(params ReadOnlySpan<string> parts) => Path.Combine([FullName, .. parts]);

    public string Write(string name, ReadOnlySpan<byte> content)
    {
        string path = Combine(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
