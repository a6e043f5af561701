using Scoring.Isolation;

namespace Scoring.Fallback;

/// <summary>Tells a client that cannot serve from one that has something to say of the rows.</summary>
internal static class Failures
{
    /// <summary>Whether another client may have what this one could not give.</summary>
    public static bool IsDown(Exception error) => error switch
    {
        ScoringRowsException rows => rows.Errors.All(static row => IsDown(row.Error)),
        ScoringEndpointException or ScoringResponseException or ScoringClientFailedException => true,

        // A retry that would have come too late: there may be time for another client.
        ScoringRejectedException { InnerException: ScoringEndpointException } => true,
        _ => false,
    };

    /// <summary>Whether it says something of the rows.</summary>
    public static bool IsOfRows(Exception error) => error is ScoringRowsException || (error is ScoringException of && Refusals.IsOfContent(of));
}
