using System.Collections.Immutable;

namespace Scoring.FailedState;

/// <summary>Tells which errors are answers that fail a client.</summary>
internal static class Answers
{
    private const int ServiceUnavailable = 503;

    /// <summary>The error that fails the client; null when this one does not.</summary>
    public static Exception? FindFailure(Exception error) => error switch
    {
        ScoringRowsException rows => FindFailure(rows.Errors),
        OperationCanceledException or ObjectDisposedException or TimeoutException => null,
        ScoringRejectedException or ScoringBindingException or ScoringClientFailedException => null,
        ScoringException { Status: ServiceUnavailable } => null,

        // Without a status there was no answer: the connection was lost.
        ScoringException { IsTransient: true, Status: null } and not ScoringNotIsolatedException => null,
        _ => error,
    };

    public static Exception? FindFailure(ImmutableArray<RowError> errors)
    {
        foreach (RowError error in errors)
        {
            if (FindFailure(error.Error) is { } failure) return failure;
        }

        return null;
    }
}
