using Scoring.Records;

namespace Scoring.Simulation.Production;

/// <summary>A model that takes a caller's number and gives when the row was sent, in ticks: so a run can be measured from what its callers get.</summary>
internal static class VirtualModel
{
    public static RecordSchema Response { get; } = new(new ColumnSchema("sent", ElementType.Int64));

    public static ScoringSignature Signature { get; } = new()
    {
        ModelName = "simulated",
        Inputs = [new SignatureColumn("caller", ElementType.Int64, [])],
        Outputs = [new SignatureColumn("sent", ElementType.Int64, [])],
    };

    public static RecordBatch Score(int rows, long sentAt)
    {
        RecordBatch response = RecordBatch.Rent(Response, rows);
        response.GetColumn<long>(0).Values.Fill(sentAt);
        return response;
    }
}
