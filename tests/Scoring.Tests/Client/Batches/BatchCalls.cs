using Scoring.Records;

namespace Scoring.Tests.Client.Batches;

/// <summary>Calls with rows of <see cref="Fakes.LongModel"/>.</summary>
internal static class BatchCalls
{
    /// <summary>The scores; the response is disposed.</summary>
    public static async Task<long[]> ScoresAsync(this ValueTask<RecordBatch> call)
    {
        using RecordBatch response = await call;
        return response.GetColumn<long>("score").Values.ToArray();
    }
}
