namespace Scoring.Onnx.Native.Api;

/// <summary>The functions of ONNX Runtime's C API that this library calls.</summary>
/// <remarks>
/// The API is a table that only ever grows at its end (onnxruntime_c_api.h, "struct OrtApi"), so a slot keeps its number. Every slot used here is part of API version 17.
/// A function returns a status, 0 for success, unless its name starts with Release or its signature says otherwise.
/// </remarks>
internal sealed unsafe partial class OrtApi(void** table)
{
    /// <summary>The API version asked for: the first that has every slot used.</summary>
    public const int Version = 17;

    public readonly delegate* unmanaged<nint, int> GetErrorCode = (delegate* unmanaged<nint, int>)table[1];
    public readonly delegate* unmanaged<nint, byte*> GetErrorMessage = (delegate* unmanaged<nint, byte*>)table[2];
    public readonly delegate* unmanaged<nint, void> ReleaseStatus = (delegate* unmanaged<nint, void>)table[93];

    public readonly delegate* unmanaged<nint, void*, int, byte*, nint*, nint> CreateEnvWithCustomLogger =
        (delegate* unmanaged<nint, void*, int, byte*, nint*, nint>)table[4];

    public readonly delegate* unmanaged<nint, nint> DisableTelemetryEvents = (delegate* unmanaged<nint, nint>)table[6];

    public readonly delegate* unmanaged<int, int, nint*, nint> CreateCpuMemoryInfo = (delegate* unmanaged<int, int, nint*, nint>)table[69];
    public readonly delegate* unmanaged<nint*, nint> GetAllocatorWithDefaultOptions = (delegate* unmanaged<nint*, nint>)table[78];
    public readonly delegate* unmanaged<nint, void*, nint> AllocatorFree = (delegate* unmanaged<nint, void*, nint>)table[76];

    public readonly delegate* unmanaged<byte***, int*, nint> GetAvailableProviders = (delegate* unmanaged<byte***, int*, nint>)table[125];
    public readonly delegate* unmanaged<byte**, int, nint> ReleaseAvailableProviders = (delegate* unmanaged<byte**, int, nint>)table[126];
}
