namespace Scoring.Tuning;

/// <summary>What tells a model apart from others that take and give the same. A leaf that knows offers it with <c>GetService(typeof(IModelIdentity))</c>.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IModelIdentity
{
    /// <summary>Where the model is asked, such as an address without secrets; null for a model in this process.</summary>
    string? Endpoint { get; }

    /// <summary>A hash of the model, the same for the same model everywhere, such as the SHA-256 of its file in hexadecimal; null when there is none. It may read the whole file.</summary>
    string? GetModelHash();

    /// <summary>The native library that runs the model, with its version, such as <c>ONNX Runtime 1.23.2</c>; null where there is none, or it is not known.</summary>
    string? NativeLibrary => null;
}
