using System.Reflection;
using System.Runtime.InteropServices;

namespace Scoring.Tuning;

/// <summary>Where something was measured.</summary>
/// <remarks>Immutable.</remarks>
public sealed record TuningEnvironment
{
    /// <summary>The machine's name.</summary>
    public required string Machine { get; init; }

    /// <summary>The operating system and its version.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The processor's architecture, such as <c>X64</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>The processor; null where the system does not say.</summary>
    public string? Processor { get; init; }

    /// <summary>Processors that this process may use.</summary>
    public required int Processors { get; init; }

    /// <summary>The .NET runtime and its version.</summary>
    public required string Runtime { get; init; }

    /// <summary>This library's version.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>The native library that runs the model, with its version; null where there is none, or it is not known.</summary>
    public string? NativeLibrary { get; init; }

    /// <summary>Whether both are machines of one class: architecture, processor and number of processors. What one of them does not know does not count.</summary>
    /// <param name="other">The other one.</param>
    public bool IsSameMachineClass(TuningEnvironment other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Architecture == other.Architecture && Processors == other.Processors && (Processor is null || other.Processor is null || Processor == other.Processor);
    }

    /// <summary>This process.</summary>
    /// <param name="nativeLibrary">The native library that runs the model; null for none.</param>
    public static TuningEnvironment Current(string? nativeLibrary = null) => new()
    {
        Machine = Environment.MachineName,
        OperatingSystem = RuntimeInformation.OSDescription,
        Architecture = RuntimeInformation.ProcessArchitecture.ToString(),
        Processor = ProcessorName.Value,
        Processors = Environment.ProcessorCount,
        Runtime = RuntimeInformation.FrameworkDescription,
        LibraryVersion = typeof(TuningEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
        NativeLibrary = nativeLibrary,
    };
}
