namespace Scoring.Tests.Fakes;

/// <summary>A leaf whose requests wait until a test ends them. For tests on one thread.</summary>
internal sealed class HoldingLeaf
{
    public HoldingLeaf(ScoringSignature? signature = null) => Client = new ScriptedLeaf
    {
        OnGetSignature = _ => new(signature ?? LongModel.Signature()),
        OnScore = (rows, context, token) =>
        {
            var request = new HeldRequest(rows, context, token);
            Requests.Add(request);
            MaxOpen = Math.Max(MaxOpen, Open.Count());
            return request.Response;
        },
    };

    public ScriptedLeaf Client { get; }

    /// <summary>All requests, in the order in which they were sent.</summary>
    public List<HeldRequest> Requests { get; } = [];

    public IEnumerable<HeldRequest> Open => Requests.Where(static request => !request.HasEnded);

    /// <summary>The most requests that were open at once.</summary>
    public int MaxOpen { get; private set; }

    /// <summary>Completes requests, and those that follow them, until none is open.</summary>
    public void CompleteAll()
    {
        while (Open.FirstOrDefault() is { } request) request.Complete();
    }
}
