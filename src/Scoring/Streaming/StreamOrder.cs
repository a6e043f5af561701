namespace Scoring.Streaming;

/// <summary>In which order a stream gives its results.</summary>
public enum StreamOrder
{
    /// <summary>Rows of one partition in the order in which they came; the default. Partitions do not wait for each other.</summary>
    Partition,

    /// <summary>As they are ready.</summary>
    Completion,
}
