namespace Scoring.Build.Graphs;

/// <summary>What a model takes and gives.</summary>
/// <param name="Inputs">In the model's order.</param>
/// <param name="Outputs">In the model's order.</param>
internal sealed record ModelGraph(IReadOnlyList<GraphValue> Inputs, IReadOnlyList<GraphValue> Outputs);
