using System.Globalization;
using System.Text.RegularExpressions;

namespace Scoring.Isolation;

/// <summary>Tells refusals from other errors, and from each other.</summary>
internal static partial class Refusals
{
    private const int BadRequest = 400;
    private const int ContentTooLarge = 413;
    private const int UnprocessableContent = 422;

    /// <summary>Whether a request was too large, so that its parts may not be.</summary>
    public static bool IsOfSize(ScoringException error) => error is ScoringRefusedException { IsTooLarge: true } || error.Status == ContentTooLarge;

    /// <summary>Whether a request was refused for its content or its size, so that a part of it may be fine.</summary>
    public static bool IsOfContent(ScoringException error) => error switch
    {
        { IsTransient: true } or ScoringResponseException => false,
        ScoringRefusedException => true,
        _ => error.Status is BadRequest or UnprocessableContent or ContentTooLarge,
    };

    /// <summary>Whether two requests were refused for the same reason: type, status and message are equal, but for the numbers of rows, which messages may tell.</summary>
    public static bool AreAlike(ScoringException first, int firstRows, ScoringException second, int secondRows)
    {
        if (first.GetType() != second.GetType() || first.Status != second.Status) return false;
        string[] counts = [firstRows.ToString(CultureInfo.InvariantCulture), secondRows.ToString(CultureInfo.InvariantCulture)];
        return WithoutNumbers(first.Message, counts) == WithoutNumbers(second.Message, counts);
    }

    private static string WithoutNumbers(string message, string[] numbers) => Number().Replace(message, number => numbers.Contains(number.Value) ? "#" : number.Value);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
