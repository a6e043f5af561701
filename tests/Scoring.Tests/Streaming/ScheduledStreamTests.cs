namespace Scoring.Tests.Streaming;

/// <summary>Streams over the scheduler they are made for, under many seeds.</summary>
public class ScheduledStreamTests
{
    private const int Seeds = 200;

    [Fact]
    public void Every_row_comes_out_once_in_its_order_with_its_score_or_error_on_one_thread()
    {
        int failed = 0;
        for (int i = 0; i < Seeds; i++)
        {
            int seed = (int)Properties.Seed + i;
            try
            {
                var stream = new ScheduledStream(seed);
                stream.Run();
                failed += stream.Failed;
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"The stream failed with seed {seed}: {error.Message}", error);
            }
        }

        Assert.NotEqual(0, failed);
    }
}
