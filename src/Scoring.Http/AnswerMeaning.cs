namespace Scoring.Http;

/// <summary>What an answer that is no success means.</summary>
public enum AnswerMeaning
{
    /// <summary>The endpoint failed, whatever the rows are: <see cref="ScoringEndpointException"/>. Whether it is sent again is decided by its status.</summary>
    Failed,

    /// <summary>The model refused these rows, or so many of them: <see cref="ScoringRefusedException"/>. Other rows may be fine, so that the bad ones are worth looking for.</summary>
    Refused,

    /// <summary>The endpoint failed and says itself that the request is worth sending again.</summary>
    Retry,
}
