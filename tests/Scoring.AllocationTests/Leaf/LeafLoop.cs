using Scoring.Onnx;
using Scoring.Records;

namespace Scoring.AllocationTests.Leaf;

/// <summary>Asks a leaf again and again, as an application's own loop does, and disposes every response.</summary>
internal static class LeafLoop
{
    public static async Task RunAsync(
        OnnxScoringClient client, RecordBatch rows, int calls, ScoringContext context = default, CancellationToken cancellationToken = default)
    {
        for (int call = 0; call < calls; call++)
        {
            using RecordBatch response = await client.ScoreAsync(rows, context, cancellationToken);
        }
    }

    /// <summary>Each call has a deadline of its own.</summary>
    public static async Task RunAsync(OnnxScoringClient client, RecordBatch rows, int calls, TimeSpan deadline, bool inline)
    {
        for (int call = 0; call < calls; call++)
        {
            var context = new ScoringContext { Deadline = Deadline.After(deadline), RunInline = inline };
            using RecordBatch response = await client.ScoreAsync(rows, context);
        }
    }

    /// <summary>Each call takes the next of several batches.</summary>
    public static async Task RunAsync(OnnxScoringClient client, RecordBatch[] batches, int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            using RecordBatch response = await client.ScoreAsync(batches[call % batches.Length]);
        }
    }
}
