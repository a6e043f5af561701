namespace Scoring.Batching.Flights;

/// <summary>Rows of one submission in a request.</summary>
/// <remarks>A struct around the reference, as an array of an abstract class checks the type at every store.</remarks>
internal struct Slot
{
    /// <summary>The place of rows that are not in the request.</summary>
    public const int Nowhere = -1;

    /// <summary>Null once somebody has taken the rows out, to end them: under the scheduler's lock, while the flight is in the air.</summary>
    public PendingRows? Rows;

    /// <summary>The first of them in their submission.</summary>
    public int Start;

    public int Count;

    /// <summary>The first of them among the request's rows, or <see cref="Nowhere"/>. Written by the flight.</summary>
    public int At;

    /// <summary>Whether nobody waits for them any more. Under the scheduler's lock.</summary>
    public bool IsOver;
}
