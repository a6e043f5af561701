using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Client;

/// <summary>A stage passes on what it does not override.</summary>
public class DelegatingScoringClientTests
{
    [Fact]
    public async Task Everything_is_passed_on()
    {
        using var cancellation = new CancellationTokenSource();
        ScoringSignature signature = LongModel.Signature(lanes: 3);
        var context = new ScoringContext { Partition = 9 };
        using RecordBatch rows = RecordBatch.FromValues<long>([7], [], "row");
        var seen = new List<object?>();
        var leaf = new ScriptedLeaf
        {
            OnGetSignature = token =>
            {
                seen.Add(token);
                return new(signature);
            },
            OnScore = (batch, given, token) =>
            {
                seen.AddRange([batch, given, token]);
                return new(LongModel.Score(batch));
            },
        };
        var stage = new PassingStage(leaf);

        Assert.Same(signature, await stage.GetSignatureAsync(cancellation.Token));
        using RecordBatch response = await stage.ScoreAsync(rows, context, cancellation.Token);
        await stage.DisposeAsync();

        Assert.Equal([cancellation.Token, rows, context, cancellation.Token], seen);
        Assert.Equal(LongModel.ScoreOf(7), response.GetColumn<long>(0)[0]);
        Assert.Equal(1, leaf.DisposeCount);
    }
}
