namespace Scoring.Onnx;

/// <summary>How far the runtime rewrites the model's graph when it loads it.</summary>
public enum OnnxGraphOptimization
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>Constant folding and redundant nodes.</summary>
    Basic = 1,

    /// <summary>Also fused nodes.</summary>
    Extended = 2,

    /// <summary>Everything, layout changes included.</summary>
    All = 99,
}
