using System.Runtime.InteropServices;
using Scoring.Onnx.Native;

namespace Scoring.Onnx.Loading;

/// <summary>Reads a session's inputs, outputs and metadata.</summary>
internal sealed unsafe class ModelReader(Ort ort, OrtSession session)
{
    private readonly TypeReader _types = new(ort);

    public ModelDescription Read()
    {
        OrtApi api = ort.Api;
        List<ValueDescription> inputs = Values(api.SessionGetInputCount, api.SessionGetInputName, api.SessionGetInputTypeInfo);
        List<ValueDescription> initializers =
            Values(api.SessionGetOverridableInitializerCount, api.SessionGetOverridableInitializerName, api.SessionGetOverridableInitializerTypeInfo);

        // An initializer with a free first dimension is an optional input; any other one has no batch axis to feed.
        inputs.AddRange(initializers.Where(IsRowInput).Select(static i => i with { IsOptional = true }));
        return new ModelDescription
        {
            Inputs = inputs,
            Outputs = Values(api.SessionGetOutputCount, api.SessionGetOutputName, api.SessionGetOutputTypeInfo),
            Initializers = [.. initializers.Where(static i => !IsRowInput(i))],
            Metadata = ReadMetadata(),
        };
    }

    private static bool IsRowInput(ValueDescription value) => value.HasShape && value.Dimensions[0] < 0;

    private List<ValueDescription> Values(
        delegate* unmanaged<nint, nuint*, nint> getCount,
        delegate* unmanaged<nint, nuint, nint, byte**, nint> getName,
        delegate* unmanaged<nint, nuint, nint*, nint> getType)
    {
        nuint count;
        ort.Check(getCount(session.Pointer, &count));
        var values = new List<ValueDescription>((int)count);
        for (nuint i = 0; i < count; i++)
        {
            byte* name;
            nint type;
            ort.Check(getName(session.Pointer, i, ort.Allocator, &name));
            string text = ort.TakeString(name)!;
            ort.Check(getType(session.Pointer, i, &type));
            using var info = new OrtTypeInfo(ort, type);
            values.Add(_types.Read(text, info));
        }

        return values;
    }

    private ModelMetadata ReadMetadata()
    {
        nint pointer;
        long version;
        ort.Check(ort.Api.SessionGetModelMetadata(session.Pointer, &pointer));
        using var metadata = new OrtModelMetadata(ort, pointer);
        ort.Check(ort.Api.ModelMetadataGetVersion(pointer, &version));
        return new ModelMetadata(
            Text(pointer, ort.Api.ModelMetadataGetProducerName),
            Text(pointer, ort.Api.ModelMetadataGetGraphName),
            Text(pointer, ort.Api.ModelMetadataGetDomain),
            Text(pointer, ort.Api.ModelMetadataGetDescription),
            version == long.MaxValue ? 0 : version,
            ReadCustom(pointer));
    }

    private string? Text(nint metadata, delegate* unmanaged<nint, nint, byte**, nint> get)
    {
        byte* text;
        ort.Check(get(metadata, ort.Allocator, &text));
        return ort.TakeString(text) is { Length: > 0 } value ? value : null;
    }

    private Dictionary<string, string> ReadCustom(nint metadata)
    {
        var custom = new Dictionary<string, string>(StringComparer.Ordinal);
        byte** keys;
        long count;
        ort.Check(ort.Api.ModelMetadataGetCustomMetadataMapKeys(metadata, ort.Allocator, &keys, &count));
        for (long i = 0; i < count; i++)
        {
            byte* value;
            string key = Marshal.PtrToStringUTF8((nint)keys[i])!;
            ort.Check(ort.Api.ModelMetadataLookupCustomMetadataMap(metadata, ort.Allocator, keys[i], &value));
            custom[key] = ort.TakeString(value) ?? "";
            ort.Check(ort.Api.AllocatorFree(ort.Allocator, keys[i]));
        }

        if (keys is not null) ort.Check(ort.Api.AllocatorFree(ort.Allocator, keys));
        return custom;
    }
}
