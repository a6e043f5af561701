namespace Scoring;

/// <summary>The rows were in a request that the model refused, and it was not found out whether they are the reason: the calls for that were spent.</summary>
/// <remarks>They may be fine. Unlike refused rows they are worth sending again, in smaller requests. The inner exception is the refusal of the whole request.</remarks>
public sealed class ScoringNotIsolatedException : ScoringException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">Value, limit, place and remedy.</param>
    /// <param name="innerException">The refusal of the request that the rows were in.</param>
    public ScoringNotIsolatedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>True: a row that is sent again travels with others, and is found to be good or bad.</summary>
    public override bool IsTransient => true;
}
