namespace Scoring.Tool.Input;

/// <summary>The codes of rows that have no score.</summary>
internal static class RowCodes
{
    /// <summary>A CSV line has too few or too many cells.</summary>
    public const string Fields = "fields";

    /// <summary>A quoted cell is not closed, or text follows its end.</summary>
    public const string Quote = "quote";

    /// <summary>The row is not UTF-8.</summary>
    public const string Encoding = "encoding";

    /// <summary>A line is not a JSON object.</summary>
    public const string Json = "json";

    /// <summary>A JSON object lacks a property.</summary>
    public const string Column = "column";

    /// <summary>A list has another length than the model needs, or a row's scores have another shape than those before.</summary>
    public const string Shape = "shape";

    /// <summary>Nothing where a value must be.</summary>
    public const string Missing = "missing";

    /// <summary>Text, or a fraction, where a number must be.</summary>
    public const string Number = "number";

    /// <summary>A number that the type cannot hold.</summary>
    public const string Range = "range";

    /// <summary>Not true, false, 1 or 0.</summary>
    public const string Bool = "bool";

    /// <summary>The model's run failed on the row.</summary>
    public const string Refused = "refused";

    /// <summary>The model's answer cannot be the score of the row.</summary>
    public const string Response = "response";

    /// <summary>The endpoint failed on the row's request, or did not answer in time.</summary>
    public const string Endpoint = "endpoint";
}
