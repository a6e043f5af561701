using System.Collections.Immutable;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>Any JSON: a text of the user's with one place for the rows, such as <c>{"rows":{{records}}}</c>.</summary>
/// <remarks>The place is one of <c>{{values}}</c>, <c>{{records}}</c>, <c>{{split}}</c>, <c>{{lists}}</c>, <c>{{columns}}</c> and <c>{{index}}</c>, by how the rows are laid out
/// (<see cref="JsonFrameLayout"/>). The signature is the user's to give.</remarks>
public sealed record PlainProtocol : ScoringProtocol
{
    private readonly string _before, _after;
    private readonly JsonFrameLayout _layout;

    /// <summary>Makes a protocol.</summary>
    /// <param name="template">The body, with one place for the rows; the bare rows as arrays when left out.</param>
    /// <exception cref="ArgumentException">There is no place for the rows.</exception>
    public PlainProtocol(string template = "{{values}}")
    {
        ArgumentNullException.ThrowIfNull(template);
        Template = template;
        foreach (JsonFrameLayout layout in Enum.GetValues<JsonFrameLayout>())
        {
            string place = $"{{{{{layout.ToString().ToLowerInvariant()}}}}}";
            int at = template.IndexOf(place, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            (_layout, _before, _after) = (layout, template[..at], template[(at + place.Length)..]);
            return;
        }

        throw new ArgumentException("The template has no place for the rows: write {{values}}, {{records}}, {{split}}, {{lists}}, {{columns}} or {{index}} where they belong.", nameof(template));
    }

    /// <inheritdoc/>
    public override string Name => "JSON";

    /// <summary>The body, with one place for the rows.</summary>
    public string Template { get; }

    /// <summary>Whether numbers are sent as strings: false by default.</summary>
    public bool ValuesAsStrings { get; init; }

    /// <summary>What becomes of NaN and infinities: null by default, which is valid JSON.</summary>
    public NonFiniteHandling NonFinite { get; init; } = NonFiniteHandling.Null;

    /// <summary>The keys that lead to the scores; looked for under the usual names by default.</summary>
    public ImmutableArray<string> ResultPath { get; init; } = [];

    /// <inheritdoc/>
    protected internal override ScoringCodec CreateCodec(ScoringSignature signature, RecordSchema rows) => new JsonCodec(
        signature,
        rows,
        new JsonFrameWriterOptions { Layout = _layout, ValuesAsStrings = ValuesAsStrings, NonFinite = NonFinite },
        _before,
        _after,
        new JsonFrameReaderOptions { Path = ResultPath });
}
