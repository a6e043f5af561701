namespace Scoring.Benchmarks.Json;

/// <summary>A batch and the ways it is written or read.</summary>
internal interface IJsonCase
{
    /// <summary>The line of the budget, such as <c>write float32</c>.</summary>
    string Group { get; }

    /// <summary>The data.</summary>
    string Name { get; }

    /// <summary>Values in the batch: what a time is divided by.</summary>
    int Values { get; }

    /// <summary>Bytes of JSON.</summary>
    int Bytes { get; }

    /// <summary>Ours first.</summary>
    IReadOnlyList<JsonContender> Contenders { get; }
}
