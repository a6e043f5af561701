using Scoring.Tests.Streaming.Fakes;

namespace Scoring.Tests.Streaming;

/// <summary>Streams on real threads. Some are left and some cancelled; every row of the others comes out once.</summary>
public class StreamStressTests
{
    private const int Rounds = 12;
    private const int StreamsPerRound = 4;

    [Fact]
    public async Task Every_row_comes_out_once_and_in_order()
    {
        var client = new YieldingRowClient();
        var streams = new List<StressStream>();
        for (int round = 0; round < Rounds; round++)
        {
            int seed = (int)Properties.Seed + (100 * round);
            StressStream[] together = [.. Enumerable.Range(0, StreamsPerRound).Select(index => new StressStream(client, seed + index))];
            try
            {
                await Task.WhenAll(together.Select(static stream => Task.Run(stream.RunAsync)));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Round {round} failed: {error.Message} SCORING_TEST_SEED={Properties.Seed}", error);
            }

            Assert.Equal(0, client.Open);
            streams.AddRange(together);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{streams.Sum(static stream => stream.Seen)} rows, {streams.Count(static stream => stream.WasGivenUp)} streams given up");
        Assert.Contains(streams, static stream => stream.WasGivenUp);
        Assert.Contains(streams, static stream => !stream.WasGivenUp);
    }
}
