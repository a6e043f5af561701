using Scoring.Records;

namespace Scoring.Tests.Client;

/// <summary>A stage that writes down what passes through it.</summary>
internal sealed class RecordingStage(IScoringClient inner, string name, List<string> log) : DelegatingScoringClient(inner)
{
    /// <summary>A service that it offers by the key <c>name</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The client inside, for a test to look at.</summary>
    public IScoringClient Inner => InnerClient;

    public override async ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        log.Add($"{Name} asks");
        RecordBatch response = await base.ScoreAsync(rows, context, cancellationToken);
        log.Add($"{Name} answers");
        return response;
    }

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(string) && Equals(serviceKey, "name") ? Name : base.GetService(serviceType, serviceKey);

    public override ValueTask DisposeAsync()
    {
        log.Add($"{Name} is disposed");
        return base.DisposeAsync();
    }
}
