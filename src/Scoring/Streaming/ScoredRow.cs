using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Scoring.Streaming;

/// <summary>A row of a stream and what became of it: a score, or an error of its own.</summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <typeparam name="TScore">What the model gives for it.</typeparam>
/// <remarks>The default value is a default row with a default score; streams give none.</remarks>
public readonly record struct ScoredRow<TRow, TScore>
{
    private readonly TScore _score;

    /// <summary>A row with its score.</summary>
    public ScoredRow(TRow row, TScore score)
    {
        Row = row;
        _score = score;
    }

    /// <summary>A row that has no score.</summary>
    public ScoredRow(TRow row, Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Row = row;
        Error = error;
        _score = default!;
    }

    /// <summary>The row as it came in.</summary>
    public TRow Row { get; }

    /// <summary>Why the row has no score; null when it has one.</summary>
    public Exception? Error { get; }

    /// <summary>Whether there is a score.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool HasScore => Error is null;

    /// <summary>The score.</summary>
    /// <exception cref="InvalidOperationException">There is none; <see cref="Error"/>, which is the inner exception, says why.</exception>
    public TScore Score => Error is null ? _score : throw new InvalidOperationException($"The row has no score: {Error.Message}", Error);

    /// <summary>The score, or false when there is none.</summary>
    public bool TryGetScore([MaybeNullWhen(false)] out TScore score)
    {
        score = _score;
        return HasScore;
    }

    /// <summary>The row and its score or error.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"ScoredRow {{ Row = {Row}, {(HasScore ? "Score" : Error.GetType().Name)} = {(HasScore ? _score : Error.Message)} }}");
}
