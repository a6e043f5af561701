
namespace Scoring.Tests.Batching.Scheduling;

/// <summary>A loop over single rows yields after every sixteen.</summary>
public class InlineCreditTests
{
    [Fact]
    public void First_row_is_queued_and_sixteen_follow_inline()
    {
        var credit = default(InlineCredit);

        bool[] uses = [.. Uses(ref credit, 40)];

        Assert.Equal([false, .. Enumerable.Repeat(true, 16), false, .. Enumerable.Repeat(true, 16), false, .. Enumerable.Repeat(true, 5)], uses);
    }

    [Fact]
    public void Row_that_is_not_alone_takes_the_credit_away()
    {
        var credit = default(InlineCredit);
        Uses(ref credit, 5);

        Assert.False(credit.TryUse(isAlone: false));

        Assert.False(credit.TryUse(isAlone: true));
        Assert.True(credit.TryUse(isAlone: true));
    }

    private static bool[] Uses(ref InlineCredit credit, int count)
    {
        var uses = new bool[count];
        for (int i = 0; i < count; i++) uses[i] = credit.TryUse(isAlone: true);
        return uses;
    }
}
