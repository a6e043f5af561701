using Scoring.Records;

namespace Scoring.Http;

/// <summary>Writes batches with the same columns as requests, and reads their answers.</summary>
/// <remarks>Thread-safe: it is made once per set of columns and used by all requests at once.</remarks>
public abstract class ScoringCodec
{
    /// <summary>Writes a request.</summary>
    /// <param name="rows">The rows, one or more.</param>
    /// <param name="body">Where to; empty.</param>
    /// <exception cref="ScoringRefusedException">The rows cannot be written.</exception>
    public abstract void Write(RecordBatch rows, ScoringRequestBody body);

    /// <summary>Reads the answer to a request, with status 200.</summary>
    /// <param name="answer">The answer, valid until this returns.</param>
    /// <param name="rows">How many rows were sent.</param>
    /// <returns>Exactly so many rows; the caller disposes it.</returns>
    /// <exception cref="ScoringException">The answer does not hold their scores.</exception>
    public abstract RecordBatch Read(in ScoringAnswer answer, int rows);
}
