using System.Buffers;
using System.Globalization;
using System.Text;
using Scoring.Records;

namespace Scoring.Http.Tests.Protocols;

/// <summary>A protocol that nobody else speaks.</summary>
internal sealed record SemicolonProtocol : ScoringProtocol
{
    private static readonly RecordSchema s_scores = new(new ColumnSchema("score", ElementType.Float64));

    public override string Name => "semicolon";

    protected internal override ScoringCodec CreateCodec(ScoringSignature signature, RecordSchema rows) => new Codec();

    private sealed class Codec : ScoringCodec
    {
        public override void Write(RecordBatch rows, ScoringRequestBody body)
        {
            body.ContentType = "text/plain";
            foreach (double value in rows.GetColumn<double>(0).Values) body.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{value};")));
        }

        public override RecordBatch Read(in ScoringAnswer answer, int rows)
        {
            string[] parts = Encoding.UTF8.GetString(answer.Body).Split(';');
            RecordBatch scores = RecordBatch.Rent(s_scores, parts.Length);
            for (int i = 0; i < parts.Length; i++) scores.GetColumn<double>(0)[i] = double.Parse(parts[i], CultureInfo.InvariantCulture);
            return scores;
        }
    }
}
