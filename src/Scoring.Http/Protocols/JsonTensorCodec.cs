using System.Buffers;
using Scoring.Http.Answers;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Http.Protocols;

/// <summary>Tensors as flat lists in JSON.</summary>
internal sealed class JsonTensorCodec(TensorRequest request, JsonFrameWriter writer, JsonScores scores) : ScoringCodec
{
    public override void Write(RecordBatch rows, ScoringRequestBody body)
    {
        body.Write(request.Start);
        for (int i = 0; i < request.Tensors.Length; i++)
        {
            request.Tensors[i].Write(body, rows.RowCount);
            body.Write(",\"data\":"u8);
            writer.WriteColumn(rows, i, body, flat: true);
            body.Write("}"u8);
        }

        body.Write("]}"u8);
    }

    public override RecordBatch Read(in ScoringAnswer answer, int rows) => scores.Read(answer.Body, rows);
}
