using System.Text;
using Scoring.Bindings;
using Scoring.Onnx;
using Scoring.Records;

namespace Scoring.Repository.Tests.Documentation;

/// <summary>The code of docs, run. <see cref="CodeBlockTests"/> holds the documents against it.</summary>
public class DocumentedCode
{
    public DocumentedCode() => Directory.SetCurrentDirectory(AppContext.BaseDirectory);

    [Fact]
    public void Records_are_made_from_columns()
    {
        using RecordBatch trips = RecordBatch.FromColumns(
            ColumnValues.Of("vendorid", new[] { "1", "2" }),
            ColumnValues.Of("passenger", new long[] { 1, 3 }),
            ColumnValues.Of("distance", new float?[] { 4.2f, null }));

        float miles = trips.GetColumn<float>("distance")[0];
        bool missing = float.IsNaN(trips.GetColumn<float>("distance")[1]);
        ReadOnlySpan<byte> vendor = trips.GetStrings("vendorid").GetUtf8(1);

        Assert.Equal(4.2f, miles);
        Assert.True(missing);
        Assert.Equal("2", Encoding.UTF8.GetString(vendor));
    }

    [Fact]
    public async Task Rows_are_bound_by_one_lambda_per_row()
    {
        RowBinding<Trip> rows = RowBinding.Create<Trip>(
            static (in Trip trip, ref RowWriter row) =>
            {
                row.Write(trip.VendorId);
                row.Write(trip.Weekday);
                row.Write(trip.Hour);
                row.Write(trip.Passengers);
                row.Write(trip.Miles);
            },
            "vendorid", "weekday", "pickuphour", "passenger", "distance");

        await using IScoringClient<Trip, float> client = await new ScoringClientBuilder(OnnxScoringClient.Load("taxi-gbdt.onnx")).BuildAsync<Trip, float>(rows);
        float[] fares = await client.ScoreAsync(new Trip[] { new(1, 4, 7, 1, 4.2f) }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(17.40f, fares[0], 0.01f);
    }

    [Fact]
    public async Task Scores_are_tuples_or_what_a_lambda_makes()
    {
        ScoreBinding<(long Label, float Cash, float Card)> tuple = ScoreBinding.Default<(long, float, float)>("label", "probs");

        ScoreBinding<Payment> payment = ScoreBinding.Create(
            static (ref ScoreReader score) => new Payment(score.Read<long>() == 1, score.ReadArray<float>()),
            "label", "probs");

        float[][] rows = [[1, 4, 7, 1, 4.2f]];
        await using var tuples = await new ScoringClientBuilder(OnnxScoringClient.Load("taxi-card.onnx")).BuildAsync<float[], (long Label, float Cash, float Card)>(scores: tuple);
        await using var payments = await new ScoringClientBuilder(OnnxScoringClient.Load("taxi-card.onnx")).BuildAsync<float[], Payment>(scores: payment);
        (long label, float cash, float card) = (await tuples.ScoreAsync(rows, cancellationToken: TestContext.Current.CancellationToken))[0];
        Payment paid = (await payments.ScoreAsync(rows, cancellationToken: TestContext.Current.CancellationToken))[0];
        Assert.Equal(1, cash + card, 1e-5f);
        Assert.Equal(label == 1, paid.ByCard);
        Assert.Equal([cash, card], paid.Probabilities);
    }

    [Fact]
    public async Task Model_is_loaded_and_scores_a_batch()
    {
        await using OnnxScoringClient model = OnnxScoringClient.Load("taxi-gbdt.onnx", new OnnxScoringOptions { Lanes = 2 });
        OnnxModelInfo info = model.Info;
        Console.WriteLine($"{info.Inputs[0]} -> {info.Outputs[0]}, batch probe: {info.BatchProbe}");

        using RecordBatch rows = RecordBatch.FromRows([[1f, 4, 7, 1, 4.2f], [2, 6, 9, 1, 0.53f]]);
        using RecordBatch fares = await model.ScoreAsync(rows);
        float first = fares.GetColumn<float>("fare")[0];

        Assert.Equal(17.40f, first, 0.01f);
        Assert.Equal(OnnxBatchProbeResult.Equal, info.BatchProbe);
    }

    private readonly record struct Trip(int VendorId, int Weekday, int Hour, int Passengers, float Miles);

    private sealed record Payment(bool ByCard, float[] Probabilities);
}
