namespace Scoring.Http;

/// <summary>How request bodies are compressed.</summary>
public enum ScoringCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary><c>Content-Encoding: gzip</c>.</summary>
    GZip,

    /// <summary><c>Content-Encoding: br</c>.</summary>
    Brotli,
}
