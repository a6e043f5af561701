namespace Scoring.Onnx.Loading;

/// <summary>Where a model comes from: a file, or bytes in memory.</summary>
internal sealed class ModelSource
{
    private const int PeekBytes = 64;

    private ModelSource(string name, string? path, ReadOnlyMemory<byte> bytes, long length) => (Name, Path, Bytes, Length) = (name, path, bytes, length);

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; }

    /// <summary>The file; null for a model in memory. A file is loaded by its path so that external data beside it is found.</summary>
    public string? Path { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public long Length { get; }

    /// <exception cref="ScoringModelException">There is no such file, or it plainly is no model.</exception>
    public static ModelSource FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) throw new ScoringModelException($"'{path}' is a folder; give the .onnx file in it.");
        if (!File.Exists(path)) throw new ScoringModelException($"There is no model file '{path}' (looked in '{Directory.GetCurrentDirectory()}').");
        string full = System.IO.Path.GetFullPath(path);
        string name = System.IO.Path.GetFileName(full);
        try
        {
            using FileStream file = File.OpenRead(full);
            Span<byte> start = stackalloc byte[PeekBytes];
            Check(name, start[..file.ReadAtLeast(start, PeekBytes, throwOnEndOfStream: false)]);
            return new ModelSource(name, full, default, file.Length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ScoringModelException($"Model file '{path}' cannot be read: {error.Message}", error);
        }
    }

    public static ModelSource FromMemory(ReadOnlyMemory<byte> bytes, string name)
    {
        Check(name, bytes.Span[..Math.Min(bytes.Length, PeekBytes)]);
        return new ModelSource(name, null, bytes, bytes.Length);
    }

    private static void Check(string name, ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty) throw new ScoringModelException($"Model '{name}' is empty (0 bytes); copy or export it again.");
        if (start.StartsWith("version https://git-lfs"u8))
            throw new ScoringModelException($"Model '{name}' is a Git LFS pointer, not the model itself. Fetch it with: git lfs pull");
    }
}
