using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class AttemptsTests
{
    [Theory]
    [InlineData(408, true, false)]
    [InlineData(413, false, true)]
    [InlineData(429, true, false)]
    [InlineData(503, true, false)]
    [InlineData(504, true, false)]
    [InlineData(400, false, false)]
    [InlineData(500, false, false)]
    [InlineData(null, false, false)]
    public void Failed_attempt_says_by_its_status_what_it_was(int? status, bool isOverload, bool isTooLarge)
    {
        var attempt = new ScoringAttempt(10, TimeSpan.FromMilliseconds(1), Succeeded: false, status);

        Assert.Equal((isOverload, isTooLarge), (Attempts.IsOverload(in attempt), Attempts.IsTooLarge(in attempt)));
    }

    [Theory]
    [InlineData(AttemptFailure.Timeout, true, true, false)]
    [InlineData(AttemptFailure.TooLarge, false, false, true)]
    [InlineData(AttemptFailure.Unspecified, false, false, false)]
    public void Failed_attempt_without_a_status_says_by_its_failure_what_it_was(AttemptFailure failure, bool isOverload, bool isTimeout, bool isTooLarge)
    {
        var attempt = new ScoringAttempt(10, TimeSpan.FromMilliseconds(1), Succeeded: false, Failure: failure);

        Assert.Equal((isOverload, isTimeout, isTooLarge), (Attempts.IsOverload(in attempt), Attempts.IsTimeout(in attempt), Attempts.IsTooLarge(in attempt)));
    }

    [Fact]
    public void Errors_say_how_their_attempt_failed()
    {
        Assert.Equal(AttemptFailure.Timeout, Attempts.FailureOf(new ScoringEndpointException("late") { Failure = EndpointFailure.Timeout }));
        Assert.Equal(AttemptFailure.Unspecified, Attempts.FailureOf(new ScoringEndpointException("lost") { Failure = EndpointFailure.Connection }));
        Assert.Equal(AttemptFailure.TooLarge, Attempts.FailureOf(new ScoringRefusedException("memory") { IsTooLarge = true }));
        Assert.Equal(AttemptFailure.Unspecified, Attempts.FailureOf(new ScoringRefusedException("content")));
    }

    [Fact]
    public void Attempt_that_succeeded_is_no_overload()
    {
        var attempt = new ScoringAttempt(10, TimeSpan.FromMilliseconds(1), Succeeded: true, 503);

        Assert.False(Attempts.IsOverload(in attempt));
    }
}
