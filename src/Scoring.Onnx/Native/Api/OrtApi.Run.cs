namespace Scoring.Onnx.Native.Api;

/// <content>Runs and the values that go in and out.</content>
internal sealed unsafe partial class OrtApi
{
    public readonly delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run =
        (delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)table[9];

    public readonly delegate* unmanaged<nint*, nint> CreateRunOptions = (delegate* unmanaged<nint*, nint>)table[39];
    public readonly delegate* unmanaged<nint, nint> RunOptionsSetTerminate = (delegate* unmanaged<nint, nint>)table[46];
    public readonly delegate* unmanaged<nint, nint> RunOptionsUnsetTerminate = (delegate* unmanaged<nint, nint>)table[47];
    public readonly delegate* unmanaged<nint, void> ReleaseRunOptions = (delegate* unmanaged<nint, void>)table[97];

    public readonly delegate* unmanaged<nint, long*, nuint, int, nint*, nint> CreateTensorAsOrtValue = (delegate* unmanaged<nint, long*, nuint, int, nint*, nint>)table[48];

    public readonly delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensorWithDataAsOrtValue =
        (delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)table[49];

    public readonly delegate* unmanaged<nint, void> ReleaseValue = (delegate* unmanaged<nint, void>)table[96];
    public readonly delegate* unmanaged<nint, int*, nint> GetValueType = (delegate* unmanaged<nint, int*, nint>)table[67];
    public readonly delegate* unmanaged<nint, nint*, nint> GetTensorTypeAndShape = (delegate* unmanaged<nint, nint*, nint>)table[65];
    public readonly delegate* unmanaged<nint, void**, nint> GetTensorMutableData = (delegate* unmanaged<nint, void**, nint>)table[51];
    public readonly delegate* unmanaged<nint, nuint*, nint> GetStringTensorDataLength = (delegate* unmanaged<nint, nuint*, nint>)table[53];
    public readonly delegate* unmanaged<nint, void*, nuint, nuint*, nuint, nint> GetStringTensorContent = (delegate* unmanaged<nint, void*, nuint, nuint*, nuint, nint>)table[54];
    public readonly delegate* unmanaged<nint, nuint, nuint, byte**, nint> GetResizedStringTensorElementBuffer = (delegate* unmanaged<nint, nuint, nuint, byte**, nint>)table[252];
    public readonly delegate* unmanaged<nint, int, nint, nint*, nint> GetValue = (delegate* unmanaged<nint, int, nint, nint*, nint>)table[80];
    public readonly delegate* unmanaged<nint, nuint*, nint> GetValueCount = (delegate* unmanaged<nint, nuint*, nint>)table[81];
    public readonly delegate* unmanaged<nint, int*, nint> HasValue = (delegate* unmanaged<nint, int*, nint>)table[192];
}
