using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>Rows as tables, scores from tables.</summary>
internal sealed class TablesCodec(TablesWriter writer, TableScores scores) : ScoringCodec
{
    public override void Write(RecordBatch rows, ScoringRequestBody body) => writer.Write(rows, body);

    public override RecordBatch Read(in ScoringAnswer answer, int rows) => scores.Read(answer.Body, rows);
}
