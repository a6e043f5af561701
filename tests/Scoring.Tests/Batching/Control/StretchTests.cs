using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class StretchTests
{
    [Fact]
    public void Factor_grows_while_rows_are_early_and_shrinks_when_they_are_late()
    {
        var stretch = new Stretch();
        for (int i = 0; i < 200; i++) stretch.Update(0.5);
        Assert.Equal(16, stretch.Factor);

        stretch.Update(0.8);
        Assert.Equal(16, stretch.Factor);

        for (int i = 0; i < 200; i++) stretch.Update(1);
        Assert.Equal(1, stretch.Factor);
    }
}
