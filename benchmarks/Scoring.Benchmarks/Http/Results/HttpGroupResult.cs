namespace Scoring.Benchmarks.Http.Results;

/// <summary>Ways that were measured in turns.</summary>
/// <param name="Name">What they have in common.</param>
/// <param name="Ways">The usual one first, row by row; then the same in batches.</param>
public sealed record HttpGroupResult(string Name, IReadOnlyList<HttpWayResult> Ways)
{
    public HttpWayResult Way(string name) => Ways.Single(way => way.Name == name);
}
