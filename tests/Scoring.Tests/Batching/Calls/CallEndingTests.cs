using Scoring.Batching.Calls;
using Scoring.Tests.Concurrency;

namespace Scoring.Tests.Batching.Calls;

public class CallEndingTests
{
    [Fact]
    public void First_claim_decides()
    {
        var ending = default(CallEnding);
        ending.Begin();

        Assert.Equal(CallEnd.None, ending.End);
        Assert.True(ending.TryClaim(ending.Use, CallEnd.Expired));
        Assert.False(ending.TryClaim(ending.Use, CallEnd.Completed));
        Assert.Equal(CallEnd.Expired, ending.End);
    }

    [Fact]
    public void Claim_for_an_earlier_use_fails()
    {
        var ending = default(CallEnding);
        ending.Begin();
        long earlier = ending.Use;
        ending.TryClaim(earlier, CallEnd.Completed);
        ending.Begin();

        Assert.NotEqual(earlier, ending.Use);
        Assert.False(ending.TryClaim(earlier, CallEnd.Expired));
        Assert.Equal(CallEnd.None, ending.End);
        Assert.True(ending.TryClaim(ending.Use, CallEnd.ShutDown));
        Assert.Equal(CallEnd.ShutDown, ending.End);
    }

    [Fact]
    public void One_of_many_threads_claims_each_use()
    {
        var box = new Box();
        int claims = 0;
        long earlier = -1;

        Rounds.Run(
            threads: 4,
            rounds: 20_000,
            (index, _, _) =>
            {
                Assert.False(box.Ending.TryClaim(earlier, CallEnd.Expired), "The end of an earlier use was claimed again.");
                if (box.Ending.TryClaim(box.Ending.Use, 1 + index)) Interlocked.Increment(ref claims);
            },
            _ =>
            {
                (earlier, claims) = (box.Ending.Use, 0);
                box.Ending.Begin();
            },
            _ => Assert.Equal(1, claims));
    }

    private sealed class Box
    {
        /// <summary>A field, as a mutable struct is changed in place.</summary>
        public CallEnding Ending;
    }

    [Theory]
    [InlineData(CallEnd.Completed)]
    [InlineData(CallEnd.WaitedTooLong)]
    [InlineData(CallEnd.QueueBytesFull)]
    public void Any_end_is_told_as_it_was_claimed(int end)
    {
        var ending = default(CallEnding);
        ending.Begin();
        long use = ending.Use;

        Assert.True(ending.TryClaim(use, end));

        Assert.Equal((end, use), (ending.End, ending.Use));
    }
}
