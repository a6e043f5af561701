namespace Scoring.Onnx.Native.Api;

/// <content>Types, shapes and the model's own metadata.</content>
internal sealed unsafe partial class OrtApi
{
    public readonly delegate* unmanaged<nint, int*, nint> GetOnnxTypeFromTypeInfo = (delegate* unmanaged<nint, int*, nint>)table[56];
    public readonly delegate* unmanaged<nint, nint*, nint> CastTypeInfoToTensorInfo = (delegate* unmanaged<nint, nint*, nint>)table[55];
    public readonly delegate* unmanaged<nint, nint*, nint> CastTypeInfoToMapTypeInfo = (delegate* unmanaged<nint, nint*, nint>)table[103];
    public readonly delegate* unmanaged<nint, nint*, nint> CastTypeInfoToSequenceTypeInfo = (delegate* unmanaged<nint, nint*, nint>)table[104];
    public readonly delegate* unmanaged<nint, nint*, nint> CastTypeInfoToOptionalTypeInfo = (delegate* unmanaged<nint, nint*, nint>)table[250];
    public readonly delegate* unmanaged<nint, nint*, nint> GetOptionalContainedTypeInfo = (delegate* unmanaged<nint, nint*, nint>)table[251];
    public readonly delegate* unmanaged<nint, int*, nint> GetMapKeyType = (delegate* unmanaged<nint, int*, nint>)table[105];
    public readonly delegate* unmanaged<nint, nint*, nint> GetMapValueType = (delegate* unmanaged<nint, nint*, nint>)table[106];
    public readonly delegate* unmanaged<nint, nint*, nint> GetSequenceElementType = (delegate* unmanaged<nint, nint*, nint>)table[107];
    public readonly delegate* unmanaged<nint, int*, nint> GetTensorElementType = (delegate* unmanaged<nint, int*, nint>)table[60];
    public readonly delegate* unmanaged<nint, nuint*, nint> GetDimensionsCount = (delegate* unmanaged<nint, nuint*, nint>)table[61];
    public readonly delegate* unmanaged<nint, long*, nuint, nint> GetDimensions = (delegate* unmanaged<nint, long*, nuint, nint>)table[62];
    public readonly delegate* unmanaged<nint, byte**, nuint, nint> GetSymbolicDimensions = (delegate* unmanaged<nint, byte**, nuint, nint>)table[63];
    public readonly delegate* unmanaged<nint, void> ReleaseTypeInfo = (delegate* unmanaged<nint, void>)table[98];
    public readonly delegate* unmanaged<nint, void> ReleaseTensorTypeAndShapeInfo = (delegate* unmanaged<nint, void>)table[99];

    public readonly delegate* unmanaged<nint, nint*, nint> SessionGetModelMetadata = (delegate* unmanaged<nint, nint*, nint>)table[111];
    public readonly delegate* unmanaged<nint, nint, byte**, nint> ModelMetadataGetProducerName = (delegate* unmanaged<nint, nint, byte**, nint>)table[112];
    public readonly delegate* unmanaged<nint, nint, byte**, nint> ModelMetadataGetGraphName = (delegate* unmanaged<nint, nint, byte**, nint>)table[113];
    public readonly delegate* unmanaged<nint, nint, byte**, nint> ModelMetadataGetDomain = (delegate* unmanaged<nint, nint, byte**, nint>)table[114];
    public readonly delegate* unmanaged<nint, nint, byte**, nint> ModelMetadataGetDescription = (delegate* unmanaged<nint, nint, byte**, nint>)table[115];
    public readonly delegate* unmanaged<nint, long*, nint> ModelMetadataGetVersion = (delegate* unmanaged<nint, long*, nint>)table[117];
    public readonly delegate* unmanaged<nint, nint, byte***, long*, nint> ModelMetadataGetCustomMetadataMapKeys = (delegate* unmanaged<nint, nint, byte***, long*, nint>)table[123];
    public readonly delegate* unmanaged<nint, nint, byte*, byte**, nint> ModelMetadataLookupCustomMetadataMap = (delegate* unmanaged<nint, nint, byte*, byte**, nint>)table[116];
    public readonly delegate* unmanaged<nint, void> ReleaseModelMetadata = (delegate* unmanaged<nint, void>)table[118];
}
