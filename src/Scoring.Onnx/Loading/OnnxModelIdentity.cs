using System.Security.Cryptography;
using Scoring.Tuning;

namespace Scoring.Onnx.Loading;

/// <summary>The SHA-256 of the model's file, without external data. It is read when somebody asks, and only once.</summary>
/// <param name="path">The file; null for a model in memory, of which nothing is kept.</param>
/// <param name="length">How long it was when it was loaded: another file in its place has no say.</param>
/// <param name="runtimeVersion">The version of the native library.</param>
internal sealed class OnnxModelIdentity(string? path, long length, string runtimeVersion) : IModelIdentity
{
    private readonly Lock _lock = new();

    /// <summary>Under <see cref="_lock"/>, as below.</summary>
    private string? _hash;

    private bool _isRead;

    public string? Endpoint => null;

    public string NativeLibrary { get; } = $"ONNX Runtime {runtimeVersion}";

    public string? GetModelHash()
    {
        lock (_lock)
        {
            if (!_isRead) _hash = Read();
            _isRead = true;
            return _hash;
        }
    }

    private string? Read()
    {
        if (path is null) return null;
        try
        {
            using FileStream file = File.OpenRead(path);
            return file.Length == length ? Convert.ToHexStringLower(SHA256.HashData(file)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
