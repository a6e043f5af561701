using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class StepFitTests
{
    [Theory]
    [InlineData(1, 32)]
    [InlineData(32, 32)]
    [InlineData(33, 64)]
    public void Rows_are_padded_to_the_step(int rows, int padded)
    {
        var fit = new StepFit(32, 1, 0.5);

        Assert.Equal(padded, fit.Padded(rows));
        Assert.Equal(1 + (0.5 * padded), fit.TimeOf(rows));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(8, true)]
    public void Step_of_one_is_none(int step, bool isFound) => Assert.Equal(isFound, new StepFit(step, 1, 1).IsFound);
}
