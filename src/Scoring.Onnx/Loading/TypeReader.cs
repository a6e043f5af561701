using System.Runtime.InteropServices;
using Scoring.Onnx.Native;

namespace Scoring.Onnx.Loading;

/// <summary>Reads the type of an input or output.</summary>
internal sealed unsafe class TypeReader(Ort ort)
{
    public ValueDescription Read(string name, OrtTypeInfo type, bool optional = false)
    {
        int kind;
        ort.Check(ort.Api.GetOnnxTypeFromTypeInfo(type.Pointer, &kind));
        var value = new ValueDescription { Name = name, Utf8Name = Ort.Utf8(name), Kind = (OrtKind)kind, ElementType = 0, IsOptional = optional };
        return value.Kind switch
        {
            OrtKind.Tensor or OrtKind.SparseTensor => WithTensor(value, type),
            OrtKind.Sequence => WithSequence(value, type),
            OrtKind.Optional => WithOptional(value, type),
            _ => value,
        };
    }

    private ValueDescription WithTensor(ValueDescription value, OrtTypeInfo type)
    {
        // Borrowed from the type info, as are the symbolic names: copied here, never released.
        nint tensor;
        int elementType;
        nuint rank;
        ort.Check(ort.Api.CastTypeInfoToTensorInfo(type.Pointer, &tensor));
        if (tensor == 0) return value;
        ort.Check(ort.Api.GetTensorElementType(tensor, &elementType));
        ort.Check(ort.Api.GetDimensionsCount(tensor, &rank));
        var dimensions = new long[rank];
        var symbols = new nint[rank];
        fixed (long* d = dimensions)
        fixed (nint* s = symbols)
        {
            ort.Check(ort.Api.GetDimensions(tensor, d, rank));
            ort.Check(ort.Api.GetSymbolicDimensions(tensor, (byte**)s, rank));
        }

        return value with { ElementType = elementType, Dimensions = dimensions, Symbols = [.. symbols.Select(static s => Marshal.PtrToStringUTF8(s) ?? "")] };
    }

    private ValueDescription WithOptional(ValueDescription value, OrtTypeInfo type)
    {
        nint optional, contained;
        ort.Check(ort.Api.CastTypeInfoToOptionalTypeInfo(type.Pointer, &optional));
        ort.Check(ort.Api.GetOptionalContainedTypeInfo(optional, &contained));
        using var inner = new OrtTypeInfo(ort, contained);
        return Read(value.Name, inner, optional: true);
    }

    private ValueDescription WithSequence(ValueDescription value, OrtTypeInfo type)
    {
        nint sequence, element;
        ort.Check(ort.Api.CastTypeInfoToSequenceTypeInfo(type.Pointer, &sequence));
        ort.Check(ort.Api.GetSequenceElementType(sequence, &element));
        using var inner = new OrtTypeInfo(ort, element);
        int kind;
        ort.Check(ort.Api.GetOnnxTypeFromTypeInfo(inner.Pointer, &kind));
        return (OrtKind)kind == OrtKind.Map ? WithMap(value, inner) : value;
    }

    private ValueDescription WithMap(ValueDescription value, OrtTypeInfo type)
    {
        nint map, mapped;
        int keyType;
        ort.Check(ort.Api.CastTypeInfoToMapTypeInfo(type.Pointer, &map));
        ort.Check(ort.Api.GetMapKeyType(map, &keyType));
        ort.Check(ort.Api.GetMapValueType(map, &mapped));
        using var inner = new OrtTypeInfo(ort, mapped);
        return value with { MapKeyType = keyType, ElementType = Read(value.Name, inner).ElementType };
    }
}
