using System.Buffers;
using System.Text;
using Scoring.Http.Answers;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http;

/// <summary>Rows as a JSON frame between two fixed texts, and scores from whichever JSON comes back.</summary>
/// <remarks>What most protocols need; one's own too: <c>new JsonCodec(signature, rows, new() { Layout = JsonFrameLayout.Records }, """{"rows":""", "}")</c>.</remarks>
public sealed class JsonCodec : ScoringCodec
{
    private readonly byte[] _before;
    private readonly byte[] _after;
    private readonly JsonFrameWriter _writer;
    private readonly JsonScores _scores;

    /// <summary>Makes a codec.</summary>
    /// <param name="signature">The endpoint's.</param>
    /// <param name="rows">The columns that are sent.</param>
    /// <param name="writing">How rows are written; <see cref="JsonFrameLayout.Values"/> when left out. One scalar column for a scalar input is written as a bare list.</param>
    /// <param name="before">The text before the rows.</param>
    /// <param name="after">The text after them.</param>
    /// <param name="reading">Where scores are in the answer; looked for under the usual names when left out.</param>
    /// <exception cref="ScoringBindingException">The name of the only column is sent, and is not the endpoint's.</exception>
    public JsonCodec(
        ScoringSignature signature, RecordSchema rows, JsonFrameWriterOptions? writing = null, string before = "", string after = "", JsonFrameReaderOptions? reading = null)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(rows);
        (_before, _after) = (Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after));
        writing ??= new JsonFrameWriterOptions();
        if (signature.Inputs is [{ Shape: { Rank: 0 } }]) writing = writing with { UnwrapSingleColumn = true };
        if (writing.Layout != JsonFrameLayout.Values) CheckName(signature, rows);
        _writer = new JsonFrameWriter(rows, writing);
        _scores = new JsonScores(signature, reading ?? new JsonFrameReaderOptions());
    }

    /// <inheritdoc/>
    public override void Write(RecordBatch rows, ScoringRequestBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        body.Write(_before);
        _writer.Write(rows, body);
        body.Write(_after);
    }

    /// <inheritdoc/>
    public override RecordBatch Read(in ScoringAnswer answer, int rows) => _scores.Read(answer.Body, rows);

    /// <summary>The only column of a batch may have any name, but not where the name is sent.</summary>
    private static void CheckName(ScoringSignature signature, RecordSchema rows)
    {
        if (rows.Columns is not [var only] || signature.Inputs is not [var input] || only.Name == input.Name) return;
        throw new ScoringBindingException($"The batch has a column '{only.Name}', and endpoint '{signature.ModelName}' is sent the names of columns: it takes '{input.Name}'.");
    }
}
