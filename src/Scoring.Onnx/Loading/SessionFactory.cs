using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Scoring.Onnx.Native;

namespace Scoring.Onnx.Loading;

/// <summary>Makes sessions of one model with one set of options.</summary>
internal sealed unsafe class SessionFactory(Ort ort, OnnxScoringOptions options, ILogger logger, GCHandle loggerHandle)
{
    /// <exception cref="ScoringModelException">The model cannot be loaded.</exception>
    public OrtSession Create(ModelSource source)
    {
        try
        {
            using OrtSessionOptions settings = CreateOptions();
            return source.Path is null ? FromBytes(source, settings) : FromFile(source.Path, settings);
        }
        catch (OrtException error)
        {
            throw new ScoringModelException(
                $"Model '{source.Name}' ({source.Length} bytes) cannot be loaded by ONNX Runtime {ort.Version}: {Reason(source, error)}")
            { Status = (int)error.Code };
        }
    }

    private static string Reason(ModelSource source, OrtException error)
    {
        string message = source.Path is null ? error.Message : error.Message.Replace(source.Path, source.Name, StringComparison.Ordinal);
        return $"{OrtMessage.Clean(message)} ({error.Code})";
    }

    private OrtSession FromFile(string path, OrtSessionOptions settings)
    {
        nint session;
        if (OperatingSystem.IsWindows())
        {
            fixed (char* wide = path) ort.Check(ort.Api.CreateSession(ort.Environment, wide, settings.Pointer, &session));
        }
        else
        {
            fixed (byte* utf8 = Ort.Utf8(path)) ort.Check(ort.Api.CreateSession(ort.Environment, utf8, settings.Pointer, &session));
        }

        return new OrtSession(ort, session);
    }

    private OrtSession FromBytes(ModelSource source, OrtSessionOptions settings)
    {
        nint session;
        fixed (byte* bytes = source.Bytes.Span)
        {
            ort.Check(ort.Api.CreateSessionFromArray(ort.Environment, bytes, (nuint)source.Length, settings.Pointer, &session));
        }

        return new OrtSession(ort, session);
    }

    private OrtSessionOptions CreateOptions()
    {
        OrtApi api = ort.Api;
        nint pointer;
        ort.Check(api.CreateSessionOptions(&pointer));
        var settings = new OrtSessionOptions(ort, pointer);
        ort.Check(api.SetIntraOpNumThreads(pointer, options.IntraOpThreads));
        ort.Check(api.SetInterOpNumThreads(pointer, options.InterOpThreads));
        ort.Check(api.SetSessionExecutionMode(pointer, options.InterOpThreads == 1 ? 0 : 1));
        ort.Check(api.SetSessionGraphOptimizationLevel(pointer, (int)options.GraphOptimization));
        ort.Check(options.UseMemoryArena ? api.EnableCpuMemArena(pointer) : api.DisableCpuMemArena(pointer));
        ort.Check(options.UseMemoryPattern ? api.EnableMemPattern(pointer) : api.DisableMemPattern(pointer));
        ort.Check(api.SetSessionLogSeverityLevel(pointer, OrtLogging.LevelFor(logger)));
        ort.Check(api.SetUserLoggingFunction(pointer, OrtLogging.Callback, (void*)GCHandle.ToIntPtr(loggerHandle)));
        AddConfig(settings);
        foreach ((string name, long size) in options.FreeDimensions)
        {
            fixed (byte* utf8 = Ort.Utf8(name)) ort.Check(api.AddFreeDimensionOverrideByName(pointer, utf8, size));
        }

        foreach (OnnxExecutionProvider provider in options.ExecutionProviders) new ProviderAppender(ort, settings).Append(provider);
        return settings;
    }

    private void AddConfig(OrtSessionOptions settings)
    {
        string spinning = options.AllowSpinning ? "1" : "0";
        AddConfig(settings, "session.intra_op.allow_spinning", spinning);
        AddConfig(settings, "session.inter_op.allow_spinning", spinning);
        foreach ((string key, string value) in options.SessionConfig) AddConfig(settings, key, value);
    }

    private void AddConfig(OrtSessionOptions settings, string key, string value)
    {
        fixed (byte* k = Ort.Utf8(key), v = Ort.Utf8(value)) ort.Check(ort.Api.AddSessionConfigEntry(settings.Pointer, k, v));
    }
}
