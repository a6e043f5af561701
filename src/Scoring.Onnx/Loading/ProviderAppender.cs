using System.Runtime.InteropServices;
using Scoring.Onnx.Native;

namespace Scoring.Onnx.Loading;

/// <summary>Appends an execution provider to session options, or fails: a model never runs on the processor because a GPU was not found.</summary>
internal sealed unsafe class ProviderAppender(Ort ort, OrtSessionOptions settings)
{
    private const string Suffix = "ExecutionProvider";

    /// <exception cref="ScoringModelException">The provider cannot be appended.</exception>
    public void Append(OnnxExecutionProvider provider)
    {
        string name = provider.Name.EndsWith(Suffix, StringComparison.Ordinal) ? provider.Name[..^Suffix.Length] : provider.Name;
        try
        {
            Append(name, new OptionPairs(provider.Options));
        }
        catch (OrtException error)
        {
            throw new ScoringModelException(
                $"Execution provider '{provider.Name}' cannot be used: {OrtMessage.Clean(error.Message)} This library was built with {string.Join(", ", Available())}; " +
                "a GPU provider also needs its own libraries beside it. Reference the flavour of Microsoft.ML.OnnxRuntime that has it, or leave the provider out.")
            { Status = (int)error.Code };
        }
    }

    private void Append(string name, OptionPairs options)
    {
        OrtApi api = ort.Api;
        if (name.Equals("CUDA", StringComparison.OrdinalIgnoreCase))
            AppendOwn(options, api.CreateCudaProviderOptions, api.UpdateCudaProviderOptions, api.AppendCudaProvider, api.ReleaseCudaProviderOptions);
        else if (name.Equals("TensorRT", StringComparison.OrdinalIgnoreCase))
            AppendOwn(options, api.CreateTensorRTProviderOptions, api.UpdateTensorRTProviderOptions, api.AppendTensorRTProvider, api.ReleaseTensorRTProviderOptions);
        else
            AppendByName(name, options);
        GC.KeepAlive(options);
    }

    private void AppendByName(string name, OptionPairs options)
    {
        fixed (byte* utf8 = Ort.Utf8(name))
        {
            ort.Check(ort.Api.SessionOptionsAppendExecutionProvider(settings.Pointer, utf8, options.Keys, options.Values, options.Count));
        }
    }

    /// <summary>CUDA and TensorRT are not known to the general function; each has four of its own.</summary>
    private void AppendOwn(
        OptionPairs options,
        delegate* unmanaged<nint*, nint> create,
        delegate* unmanaged<nint, byte**, byte**, nuint, nint> update,
        delegate* unmanaged<nint, nint, nint> append,
        delegate* unmanaged<nint, void> release)
    {
        nint own;
        ort.Check(create(&own));
        try
        {
            if (options.Count > 0) ort.Check(update(own, options.Keys, options.Values, options.Count));
            ort.Check(append(settings.Pointer, own));
        }
        finally
        {
            release(own);
        }
    }

    private List<string> Available()
    {
        byte** names;
        int count;
        ort.Check(ort.Api.GetAvailableProviders(&names, &count));
        var available = new List<string>(count);
        for (int i = 0; i < count; i++) available.Add(Marshal.PtrToStringUTF8((nint)names[i])!);
        ort.Check(ort.Api.ReleaseAvailableProviders(names, count));
        return available;
    }
}
