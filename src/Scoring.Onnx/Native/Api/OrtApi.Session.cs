namespace Scoring.Onnx.Native.Api;

/// <content>Sessions, their options and their description.</content>
internal sealed unsafe partial class OrtApi
{
    public readonly delegate* unmanaged<nint*, nint> CreateSessionOptions = (delegate* unmanaged<nint*, nint>)table[10];
    public readonly delegate* unmanaged<nint, void> ReleaseSessionOptions = (delegate* unmanaged<nint, void>)table[100];
    public readonly delegate* unmanaged<nint, int, nint> SetSessionExecutionMode = (delegate* unmanaged<nint, int, nint>)table[13];
    public readonly delegate* unmanaged<nint, nint> EnableMemPattern = (delegate* unmanaged<nint, nint>)table[16];
    public readonly delegate* unmanaged<nint, nint> DisableMemPattern = (delegate* unmanaged<nint, nint>)table[17];
    public readonly delegate* unmanaged<nint, nint> EnableCpuMemArena = (delegate* unmanaged<nint, nint>)table[18];
    public readonly delegate* unmanaged<nint, nint> DisableCpuMemArena = (delegate* unmanaged<nint, nint>)table[19];
    public readonly delegate* unmanaged<nint, int, nint> SetSessionLogSeverityLevel = (delegate* unmanaged<nint, int, nint>)table[22];
    public readonly delegate* unmanaged<nint, int, nint> SetSessionGraphOptimizationLevel = (delegate* unmanaged<nint, int, nint>)table[23];
    public readonly delegate* unmanaged<nint, int, nint> SetIntraOpNumThreads = (delegate* unmanaged<nint, int, nint>)table[24];
    public readonly delegate* unmanaged<nint, int, nint> SetInterOpNumThreads = (delegate* unmanaged<nint, int, nint>)table[25];
    public readonly delegate* unmanaged<nint, byte*, long, nint> AddFreeDimensionOverrideByName = (delegate* unmanaged<nint, byte*, long, nint>)table[124];
    public readonly delegate* unmanaged<nint, byte*, byte*, nint> AddSessionConfigEntry = (delegate* unmanaged<nint, byte*, byte*, nint>)table[130];
    public readonly delegate* unmanaged<nint, nint, void*, nint> SetUserLoggingFunction = (delegate* unmanaged<nint, nint, void*, nint>)table[266];

    public readonly delegate* unmanaged<nint, byte*, byte**, byte**, nuint, nint> SessionOptionsAppendExecutionProvider =
        (delegate* unmanaged<nint, byte*, byte**, byte**, nuint, nint>)table[216];

    public readonly delegate* unmanaged<nint*, nint> CreateCudaProviderOptions = (delegate* unmanaged<nint*, nint>)table[205];
    public readonly delegate* unmanaged<nint, byte**, byte**, nuint, nint> UpdateCudaProviderOptions = (delegate* unmanaged<nint, byte**, byte**, nuint, nint>)table[206];
    public readonly delegate* unmanaged<nint, nint, nint> AppendCudaProvider = (delegate* unmanaged<nint, nint, nint>)table[204];
    public readonly delegate* unmanaged<nint, void> ReleaseCudaProviderOptions = (delegate* unmanaged<nint, void>)table[208];
    public readonly delegate* unmanaged<nint*, nint> CreateTensorRTProviderOptions = (delegate* unmanaged<nint*, nint>)table[171];
    public readonly delegate* unmanaged<nint, byte**, byte**, nuint, nint> UpdateTensorRTProviderOptions = (delegate* unmanaged<nint, byte**, byte**, nuint, nint>)table[172];
    public readonly delegate* unmanaged<nint, nint, nint> AppendTensorRTProvider = (delegate* unmanaged<nint, nint, nint>)table[170];
    public readonly delegate* unmanaged<nint, void> ReleaseTensorRTProviderOptions = (delegate* unmanaged<nint, void>)table[174];

    public readonly delegate* unmanaged<nint, void*, nint, nint*, nint> CreateSession = (delegate* unmanaged<nint, void*, nint, nint*, nint>)table[7];
    public readonly delegate* unmanaged<nint, void*, nuint, nint, nint*, nint> CreateSessionFromArray = (delegate* unmanaged<nint, void*, nuint, nint, nint*, nint>)table[8];
    public readonly delegate* unmanaged<nint, void> ReleaseSession = (delegate* unmanaged<nint, void>)table[95];
    public readonly delegate* unmanaged<nint, nuint*, nint> SessionGetInputCount = (delegate* unmanaged<nint, nuint*, nint>)table[30];
    public readonly delegate* unmanaged<nint, nuint*, nint> SessionGetOutputCount = (delegate* unmanaged<nint, nuint*, nint>)table[31];
    public readonly delegate* unmanaged<nint, nuint*, nint> SessionGetOverridableInitializerCount = (delegate* unmanaged<nint, nuint*, nint>)table[32];
    public readonly delegate* unmanaged<nint, nuint, nint*, nint> SessionGetInputTypeInfo = (delegate* unmanaged<nint, nuint, nint*, nint>)table[33];
    public readonly delegate* unmanaged<nint, nuint, nint*, nint> SessionGetOutputTypeInfo = (delegate* unmanaged<nint, nuint, nint*, nint>)table[34];
    public readonly delegate* unmanaged<nint, nuint, nint*, nint> SessionGetOverridableInitializerTypeInfo = (delegate* unmanaged<nint, nuint, nint*, nint>)table[35];
    public readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetInputName = (delegate* unmanaged<nint, nuint, nint, byte**, nint>)table[36];
    public readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetOutputName = (delegate* unmanaged<nint, nuint, nint, byte**, nint>)table[37];
    public readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetOverridableInitializerName = (delegate* unmanaged<nint, nuint, nint, byte**, nint>)table[38];
}
