using Scoring.Onnx.Tests.Support;
using Scoring.Records;

namespace Scoring.Onnx.Tests.Running;

/// <summary>A missing number is NaN, which the model sees as such.</summary>
public sealed class MissingValueTests
{
    [Fact]
    public async Task Missing_number_reaches_only_its_own_row()
    {
        await using OnnxScoringClient client = TestModels.Load("logreg4");
        using RecordBatch rows = RecordBatch.FromValues<float>(TestModels.Numbers<float>("logreg4.X.bin"), [4]);
        using RecordBatch whole = await client.ScoreAsync(rows);
        rows.GetColumn<float>(0).SetMissing(5);
        using RecordBatch response = await client.ScoreAsync(rows);
        for (int row = 0; row < rows.RowCount; row++)
        {
            if (row == 5) Assert.All(response.GetColumn<float>(0).GetRow(row).ToArray(), value => Assert.Equal(float.NaN, value));
            else Assert.Equal(whole.GetColumn<float>(0).GetRow(row), response.GetColumn<float>(0).GetRow(row));
        }
    }
}
