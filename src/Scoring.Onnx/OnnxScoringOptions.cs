using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Scoring.Onnx;

/// <summary>How a model is loaded and run. Read once, when it is loaded. The defaults are what measures best for many small requests on a processor.</summary>
public sealed class OnnxScoringOptions
{
    /// <summary>The native library, or a folder that holds it. By default the environment variable <c>SCORING_ONNXRUNTIME</c>, then beside the application, then the system's loader.</summary>
    public string? LibraryPath { get; set; }

    /// <summary>How many requests run at once: 1 to 1024. By default one per processor.</summary>
    public int Lanes { get; set; } = Environment.ProcessorCount;

    /// <summary>Up to this file size, in bytes, each lane has a session of its own; a larger model's session is shared by all lanes. 16 MiB by default; 0 always shares.</summary>
    /// <remarks>Small models lose up to half their rate to locks inside a shared session; large ones do not notice them, and each copy costs memory.</remarks>
    public long MaxReplicatedModelBytes { get; set; } = 16L << 20;

    /// <summary>Threads within one run: 1 by default, so that lanes are the parallelism; 0 lets the runtime choose.</summary>
    public int IntraOpThreads { get; set; } = 1;

    /// <summary>Threads across branches of the graph, more than 1 only for parallel execution: 1 by default.</summary>
    public int InterOpThreads { get; set; } = 1;

    /// <summary>Whether idle threads of the runtime spin: false by default. It costs a core and, with requests apart, even latency.</summary>
    public bool AllowSpinning { get; set; }

    /// <summary>Whether the runtime keeps freed memory for the next run: true by default.</summary>
    public bool UseMemoryArena { get; set; } = true;

    /// <summary>Whether the runtime remembers memory patterns: false by default, as it keeps one for every batch size it ever sees.</summary>
    public bool UseMemoryPattern { get; set; }

    /// <summary>How far the graph is rewritten: <see cref="OnnxGraphOptimization.All"/> by default.</summary>
    public OnnxGraphOptimization GraphOptimization { get; set; } = OnnxGraphOptimization.All;

    /// <summary>Where the model runs other than the processor, best first; empty by default.</summary>
    public IList<OnnxExecutionProvider> ExecutionProviders { get; } = [];

    /// <summary>Session settings by the runtime's own keys (onnxruntime_session_options_config_keys.h); the runtime silently accepts unknown ones.</summary>
    public IDictionary<string, string> SessionConfig { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Sizes for symbolic dimensions of the model, by their names.</summary>
    public IDictionary<string, long> FreeDimensions { get; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>The outputs to compute, by name; empty for all. Leaving out a ZipMap output saves its cost.</summary>
    public IList<string> Outputs { get; } = [];

    /// <summary>Most rows in one run of the model: 1 or more; null leaves it to the model. More than the model can run together is an error at load.</summary>
    public int? MaxRowsPerRun { get; set; }

    /// <summary>Whether to trust the model that rows run together do not influence each other, instead of trying it at load: false by default.</summary>
    public bool SkipBatchProbe { get; set; }

    /// <summary>What a null string is sent as, since ONNX has no null. Null by default: such a row is refused.</summary>
    public string? NullString { get; set; }

    /// <summary>How long disposing waits for running and waiting requests before it stops them: zero or more, 30 seconds by default.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock for shutting down and for measuring attempts; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Receives the load report, warnings, and the runtime's own messages; nobody by default. Nothing is ever written to stderr.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    internal void Validate()
    {
        if (Lanes is < 1 or > 1024) throw OutOfRange(nameof(Lanes), Lanes, "1 to 1024");
        if (MaxReplicatedModelBytes < 0) throw OutOfRange(nameof(MaxReplicatedModelBytes), MaxReplicatedModelBytes, "0 or more bytes");
        if (IntraOpThreads < 0) throw OutOfRange(nameof(IntraOpThreads), IntraOpThreads, "0 or more threads");
        if (InterOpThreads < 0) throw OutOfRange(nameof(InterOpThreads), InterOpThreads, "0 or more threads");
        if (MaxRowsPerRun is < 1) throw OutOfRange(nameof(MaxRowsPerRun), MaxRowsPerRun, "1 or more rows");
        if (ShutdownTimeout < TimeSpan.Zero) throw OutOfRange(nameof(ShutdownTimeout), ShutdownTimeout, "zero or more");
        if (!Enum.IsDefined(GraphOptimization)) throw OutOfRange(nameof(GraphOptimization), GraphOptimization, "None, Basic, Extended or All");
        if (TimeProvider is null) throw Null(nameof(TimeProvider));
        if (LoggerFactory is null) throw Null(nameof(LoggerFactory));
    }

    private static ArgumentOutOfRangeException OutOfRange(string name, object? value, string range) =>
        new($"{nameof(OnnxScoringOptions)}.{name}", value, $"{nameof(OnnxScoringOptions)}.{name} is {value}; it must be {range}.");

    private static ArgumentException Null(string name) => new($"{nameof(OnnxScoringOptions)}.{name} is null; leave it at its default.");
}
