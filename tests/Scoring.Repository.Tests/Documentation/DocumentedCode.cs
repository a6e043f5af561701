using System.Buffers;
using System.Globalization;
using System.Text;
using ApiSnapshot;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Scoring.Bindings;
using Scoring.Diagnostics;
using Scoring.FailedState;
using Scoring.Fallback;
using Scoring.Http;
using Scoring.Http.Protocols;
using Scoring.Isolation;
using Scoring.Json;
using Scoring.Onnx;
using Scoring.Records;
using Scoring.Resilience;
using Scoring.Streaming;
using Scoring.Switching;
using Scoring.Tuning;
using Scoring.Tuning.Planning;

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
    public void Frames_are_written_and_read_as_JSON()
    {
        using RecordBatch trips = RecordBatch.FromColumns(ColumnValues.Of("zone", new[] { "JFK", "\ud800" }), ColumnValues.Of("distance", new[] { 4.2f, float.NaN }));
        var output = new ArrayBufferWriter<byte>();
        byte[] answer = """{"predictions": [{"fare": 17.5}, {"fare": NaN}]}"""u8.ToArray();

        var writer = new JsonFrameWriter(trips.Schema, new JsonFrameWriterOptions { Layout = JsonFrameLayout.Records });
        writer.Write(trips, output);

        var reader = new JsonFrameReader(new RecordSchema(new ColumnSchema("fare", ElementType.Float32)));
        using RecordBatch fares = reader.Read(new ReadOnlySequence<byte>(answer), expectedRows: 2);
        float first = fares.GetColumn<float>("fare")[0];

        Assert.Equal("[{\"zone\":\"JFK\",\"distance\":4.2},{\"zone\":\"\ufffd\",\"distance\":null}]", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal(17.5f, first);
    }

    /// <summary>The messages in the table of docs/json.md.</summary>
    [Theory]
    [InlineData("[1, 2")]
    [InlineData("[1, {}]")]
    [InlineData("[1, true]")]
    [InlineData("[1]")]
    [InlineData("""{"error": "no such model"}""")]
    public void JSON_without_the_rows_is_refused_with_the_documented_message(string json)
    {
        var reader = new JsonFrameReader(new RecordSchema(new ColumnSchema("fare", ElementType.Float32)));
        JsonFrameException error = Assert.Throws<JsonFrameException>(() => reader.Read(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)), expectedRows: 2));
        string row = File.ReadLines(RepositoryRoot.Combine("docs", "json.md")).Single(line => line.StartsWith($"| `{json}`", StringComparison.Ordinal));
        Assert.EndsWith($"| {error.Message} |", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scheduler_is_looked_at_changed_and_started_warm()
    {
        await using IScoringClient<float[], float> client = new ScoringClientBuilder(OnnxScoringClient.Load("taxi-gbdt.onnx")).Build<float[], float>();
        await client.ScoreAsync(new float[][] { [1, 4, 7, 1, 4.2f] }, cancellationToken: TestContext.Current.CancellationToken);

        SchedulerControl scheduler = client.GetScheduler()!;
        SchedulerSnapshot now = scheduler.Snapshot();
        Console.WriteLine(now);
        foreach (SchedulerDecision decision in now.Decisions) Console.WriteLine($"{decision.At:T} {decision}");

        scheduler.Update(new ScoringClientOptions { MaxParallelRequests = 2, P99Budget = TimeSpan.FromMilliseconds(25) });

        TuningProfile? learned = scheduler.ExportProfile();
        if (learned is not null) File.WriteAllText("taxi.profile.json", learned.ToJson());

        var warm = new ScoringClientOptions { Profile = TuningProfile.FromJson(File.ReadAllText("taxi.profile.json")) };

        await using IScoringClient<float[], float> other = new ScoringClientBuilder(OnnxScoringClient.Load("taxi-gbdt.onnx")).Build<float[], float>(options: warm);
        Assert.NotNull(learned!.Key.ModelHash);
        Assert.Equal(learned.Sizes, other.GetScheduler()!.ExportProfile()!.Sizes);
    }

    [Fact]
    public async Task Clients_are_registered_with_their_stages()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationManager());
        RowBinding<Trip> rows = TripRows();
        var signature = new ScoringSignature
        {
            ModelName = "fares",
            Inputs = [new SignatureColumn("features", ElementType.Float32, RowShape.Create(5))],
            Outputs = [new SignatureColumn("fare", ElementType.Float32, RowShape.Create(1))],
        };

        services.AddScoringClient<Trip, float>("fares")
            .BindConfiguration("Scoring:Fares")
            .UseBindings(rows)
            .UseOnnxModel("taxi-gbdt.onnx")
            .UseRowIsolation()
            .UseOpenTelemetry();

        await AssertScoresAsync(services);
        services = new ServiceCollection();

        services.AddKeyedScoringClient<Trip, float>("local").UseBindings(rows).UseOnnxModel("taxi-gbdt.onnx");
        services.AddScoringClient<Trip, float>("remote")
            .UseBindings(rows)
            .UseHttp(new Uri("https://fares.example.com/score"), new AzureMLProtocol(), options => options.Signature = signature)
            .UseRetry()
            .UseFallback("local", after: TimeSpan.FromMilliseconds(80));

        await AssertScoresAsync(services);
        services = new ServiceCollection();

        services.AddScoringClient<Trip, float>("watched")
            .UseBindings(rows)
            .UseOnnxModel("taxi-gbdt.onnx")
            .UseHotSwap(watch: new ModelWatchOptions(Interval: TimeSpan.FromSeconds(5), Quiet: TimeSpan.FromSeconds(2)));

        await AssertScoresAsync(services);
    }

    [Fact]
    public async Task Model_is_replaced_while_it_is_used()
    {
        RowBinding<Trip> rows = TripRows();
        RecordBatch golden = RecordBatch.FromRows<float>([[1, 4, 7, 1, 4.2f]], "features");

        SwitchingScoringClient model = await SwitchingScoringClient.CreateAsync(OnnxScoringClient.Load("taxi-gbdt.onnx"), new SwitchingOptions { GoldenRows = golden });
        await using IScoringClient<Trip, float> client = await new ScoringClientBuilder(model).BuildAsync<Trip, float>(rows);

        ModelSlot staged = await model.StageAsync(_ => new ValueTask<IScoringClient>(OnnxScoringClient.Load("taxi-gbdt.onnx")), "2026-11");
        Console.WriteLine(staged.Comparison);
        ModelSwap swap = await model.PromoteAsync();
        Console.WriteLine($"{swap.From} → {swap.To}, drained in {swap.Drained.TotalMilliseconds:0.0} ms");
        await model.RollBackAsync();

        Assert.Equal(17.40f, await client.ScoreAsync(new Trip(1, 4, 7, 1, 4.2f), cancellationToken: TestContext.Current.CancellationToken), 0.01f);
        Assert.Equal((0, "2026-11"), (staged.Comparison!.DifferentRows, model.Staging!.Version));
    }

    [Fact]
    public async Task Endpoint_that_does_not_answer_is_covered_by_a_local_model()
    {
        HttpScoringClient endpoint = HttpScoringClient.Create(new Uri("http://127.0.0.1:1/score"), new AzureMLProtocol(), new HttpScoringOptions
        {
            Signature = new ScoringSignature
            {
                ModelName = "fares",
                Inputs = [new SignatureColumn("features", ElementType.Float32, RowShape.Create(5))],
                Outputs = [new SignatureColumn("fare", ElementType.Float32, RowShape.Create(1))],
            },
        });

        await using IScoringClient covered = new ScoringClientBuilder(endpoint)
            .UseFallback(OnnxScoringClient.Load("taxi-gbdt.onnx"), new FallbackOptions { After = TimeSpan.FromMilliseconds(80) })
            .UseRetry()
            .Build();

        using RecordBatch trips = RecordBatch.FromRows<float>([[1, 4, 7, 1, 4.2f]], "features");
        using RecordBatch fares = await covered.ScoreAsync(trips, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(17.40f, fares.GetColumn<float>(0)[0], 0.01f);
    }

    [Fact]
    public void Meters_and_spans_are_heard_by_OpenTelemetry()
    {
        using MeterProvider meters = Sdk.CreateMeterProviderBuilder().AddMeter("Scoring").Build();
        using TracerProvider traces = Sdk.CreateTracerProviderBuilder().AddSource("Scoring").Build();
    }

    [Fact]
    public async Task Rows_are_bound_by_one_lambda_per_row()
    {
        RowBinding<Trip> columns = RowBinding.For<Trip>()
            .Column("vendorid", static (in Trip trip) => trip.VendorId)
            .Column("weekday", static (in Trip trip) => trip.Weekday)
            .Column("pickuphour", static (in Trip trip) => trip.Hour)
            .Column("passenger", static (in Trip trip) => trip.Passengers)
            .Column("distance", static (in Trip trip) => trip.Miles)
            .Build();

        RowBinding<Trip> rows = RowBinding.Create<Trip>(
            static (in Trip trip, ref RowWriter row) =>
            {
                row.Write(trip.VendorId, trip.Weekday, trip.Hour, trip.Passengers);
                row.Write(trip.Miles);
            },
            "vendorid", "weekday", "pickuphour", "passenger", "distance");

        await using IScoringClient<Trip, float> client = await new ScoringClientBuilder(OnnxScoringClient.Load("taxi-gbdt.onnx")).BuildAsync<Trip, float>(rows);
        float[] fares = await client.ScoreAsync(new Trip[] { new(1, 4, 7, 1, 4.2f) }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(17.40f, fares[0], 0.01f);
        Assert.Equal(rows.Columns.Select(static column => column.Name), columns.Columns.Select(static column => column.Name));
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

    [Fact]
    public async Task Rows_are_awaited_one_at_a_time()
    {
        var builder = new ScoringClientBuilder(OnnxScoringClient.Load("taxi-gbdt.onnx"));
        RowBinding<Trip> rows = RowBinding.Create<Trip>(
            static (in Trip trip, ref RowWriter row) => row.Write<float>(trip.VendorId, trip.Weekday, trip.Hour, trip.Passengers, trip.Miles), "features");

        await using IScoringClient<Trip, float> client = await builder.BuildAsync<Trip, float>(rows, options: new ScoringClientOptions
        {
            MaxBatchCount = 1000,
            MaxParallelRequests = 2,
            MaxDelay = TimeSpan.FromMilliseconds(1),
            MaxQueuedRows = 50_000,
            QueueFullMode = QueueFullMode.Reject,
        });

        async Task<float> QuoteAsync(Trip trip, CancellationToken cancellationToken)
        {
            var options = new RowOptions(Partition: trip.VendorId, Deadline: TimeSpan.FromSeconds(30), Priority: 1);
            return await client.ScoreAsync(trip, options, cancellationToken);
        }

        float[] quotes = await Task.WhenAll(QuoteAsync(new Trip(1, 4, 7, 1, 4.2f), default), QuoteAsync(new Trip(2, 6, 9, 1, 0.53f), default));
        Assert.Equal(17.40f, quotes[0], 0.01f);
        Assert.Equal(4.34f, quotes[1], 0.01f);
    }

    [Fact]
    public async Task Batches_are_decided_under_a_budget()
    {
        var builder = new ScoringClientBuilder(OnnxScoringClient.Load("taxi-gbdt.onnx"));
        RowBinding<Trip> rows = RowBinding.Create<Trip>(
            static (in Trip trip, ref RowWriter row) => row.Write<float>(trip.VendorId, trip.Weekday, trip.Hour, trip.Passengers, trip.Miles), "features");

        await using IScoringClient<Trip, float> client = await builder.BuildAsync<Trip, float>(rows, options: new ScoringClientOptions
        {
            P99Budget = TimeSpan.FromMilliseconds(50),
            AdaptParallelRequests = true,
        });

        float fare = await client.ScoreAsync(new Trip(1, 4, 7, 1, 4.2f), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(17.40f, fare, 0.01f);
    }

    [Fact]
    public async Task Bad_row_is_found_and_fails_the_client_until_it_is_reset()
    {
        var builder = new ScoringClientBuilder(OnnxScoringClient.Load("taxi-gbdt.onnx"))
            .UseFailedState()
            .UseRowIsolation(new RowIsolationOptions { MaxCalls = 100 });
        await using IScoringClient<float[], float> client = await builder.Use(static model => new LocalTripsOnly(model)).BuildAsync<float[], float>();
        float[][] trips = [[1, 4, 7, 1, 4.2f], [1, 4, 7, 1, 4200], [2, 6, 9, 1, 0.53f]];
        float[] fares = new float[3];

        var failure = await Assert.ThrowsAsync<ScoringRowsException>(async () => await client.ScoreAsync(trips, fares));
        Assert.Equal("A trip of 4200 miles.", Assert.Single(failure.Errors).Error.Message);
        Assert.Equal(17.40f, fares[0], 0.01f);
        Assert.Equal(4.34f, fares[2], 0.01f);
        await Assert.ThrowsAsync<ScoringClientFailedException>(async () => await client.ScoreAsync(trips[0]));

        var state = (IFailedState)client.GetService(typeof(IFailedState))!;
        if (state.Cause is not null) state.Reset();

        Assert.Equal(17.40f, await client.ScoreAsync(trips[0]), 0.01f);
    }

    [Fact]
    public async Task Endpoint_is_reached_and_busy_ones_are_asked_again()
    {
        string key = "0000";
        var fare = new ScoringSignature
        {
            ModelName = "fare",
            Inputs = [new("distance", ElementType.Float64, []), new("vendor", ElementType.String, [])],
            Outputs = [new("fare", ElementType.Float64, [])],
        };

        HttpScoringClient endpoint = HttpScoringClient.Create(
            new Uri("https://fares.westeurope.inference.ml.azure.com/score"),
            new AzureMLProtocol { Layout = JsonFrameLayout.Records },
            new HttpScoringOptions { Credential = ScoringCredential.FromKey(key), Signature = fare });

        var options = new RetryOptions { Statuses = { 429 }, RetryConnectionFailures = true, MaxAttempts = 8 };
        ScoringClientBuilder resilient = new ScoringClientBuilder(endpoint)
            .UseFailedState()
            .UseRowIsolation()
            .UseRetry(options);

        await using IScoringClient client = resilient.Build();
        Assert.Equal("fare", (await client.GetSignatureAsync(TestContext.Current.CancellationToken)).ModelName);
    }

    [Fact]
    public async Task Token_is_renewed_by_a_delegate()
    {
        var identity = new FakeIdentity();

        ScoringCredential credential = ScoringCredential.FromToken(async token =>
        {
            var granted = await identity.GetTokenAsync(["https://ml.azure.com/.default"], token);
            return new ScoringToken(granted.Token, granted.ExpiresOn);
        });

        await using var client = HttpScoringClient.Create(new Uri("http://localhost"), new RowsProtocol(), new HttpScoringOptions { Credential = credential });
        await Assert.ThrowsAsync<ScoringModelException>(async () => await client.GetSignatureAsync());
    }

    [Fact]
    public async Task Offsets_are_committed_after_the_scores()
    {
        RowBinding<Message> rows = RowBinding.Create<Message>(
            static (in Message message, ref RowWriter row) =>
            {
                row.Write(int.Parse(message.Vendor, CultureInfo.InvariantCulture));
                row.Write(message.Trip.Weekday);
                row.Write(message.Trip.Hour);
                row.Write(message.Trip.Passengers);
                row.Write(message.Trip.Miles);
            },
            "vendorid", "weekday", "pickuphour", "passenger", "distance");
        await using IScoringClient<Message, float> client = await new ScoringClientBuilder(OnnxScoringClient.Load("taxi-gbdt.onnx")).BuildAsync<Message, float>(rows);
        List<float> fares = [];
        List<(Message, Exception)> deadLetters = [];
        long[] committed = new long[2];

        await foreach (ScoredRow<Message, float> result in client.ScoreStreamAsync(ReadMessages(), new() { Partition = static message => message.Partition }))
        {
            if (result.TryGetScore(out float fare)) fares.Add(fare);
            else deadLetters.Add((result.Row, result.Error!));
            committed[result.Row.Partition] = result.Row.Offset + 1;
        }

        Assert.Equal([2, 1], committed);
        Assert.Equal(17.40f, fares.Max(), 0.01f);
        Assert.Equal("none", Assert.Single(deadLetters).Item1.Vendor);
    }

    [Fact]
    public void Keys_make_partitions()
    {
        var options = new ScoringStreamOptions<Message> { Partition = PartitionSelector.ByKey<Message>(static message => message.Vendor, partitions: 16) };

        Assert.Equal(PartitionSelector.PartitionOf("2", 16), options.Partition(new Message(0, 0, "2", default)));
    }

    [Fact]
    public async Task Bindings_are_generated()
    {
        await using IScoringClient<Ride, Fare> client = await new ScoringClientBuilder(OnnxScoringClient.Load("taxi-gbdt.onnx")).BuildAsync<Ride, Fare>();

        Fare fare = await client.ScoreAsync(new Ride(1, 4, 7, 1, 4.2f));

        Assert.Equal(17.4f, fare.Amount, tolerance: 0.01f);
        Assert.Equal(["'Miles' Float32 []", "'payment' String []", "'PickedUp' Int64 []", "'Stops' Float32 [2, 3]"], RowBinding.Default<Journey>().Columns.Select(static c => c.ToString()));
    }

    public sealed record RowsProtocol : ScoringProtocol
    {
        public override string Name => "rows";

        protected override Uri GetScoreUri(Uri endpoint) => new(endpoint, "/predict");

        protected override ScoringCodec CreateCodec(ScoringSignature signature, RecordSchema rows) =>
            new JsonCodec(signature, rows, new() { Layout = JsonFrameLayout.Records }, before: """{"rows":""", after: "}");
    }

    private static RowBinding<Trip> TripRows() => RowBinding.Create<Trip>(
        static (in Trip trip, ref RowWriter row) =>
        {
            row.Write(trip.VendorId);
            row.Write(trip.Weekday);
            row.Write(trip.Hour);
            row.Write(trip.Passengers);
            row.Write(trip.Miles);
        },
        "vendorid", "weekday", "pickuphour", "passenger", "distance");

    /// <summary>Whichever client is there scores, with the model of this process where its endpoint is none.</summary>
    private static async Task AssertScoresAsync(ServiceCollection services)
    {
        await using ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<Microsoft.Extensions.Options.IStartupValidator>().Validate();
        IScoringClient<Trip, float> client = provider.GetKeyedService<IScoringClient<Trip, float>>("local") ?? provider.GetRequiredService<IScoringClient<Trip, float>>();
        Assert.Equal(17.40f, await client.ScoreAsync(new Trip(1, 4, 7, 1, 4.2f), cancellationToken: TestContext.Current.CancellationToken), 0.01f);
        _ = provider.GetRequiredService<IScoringClient<Trip, float>>();
    }

    private sealed class FakeIdentity
    {
        public ValueTask<(string Token, DateTimeOffset ExpiresOn)> GetTokenAsync(string[] scopes, CancellationToken cancellationToken) => new((scopes[0], DateTimeOffset.MaxValue));
    }

    private static async IAsyncEnumerable<Message> ReadMessages()
    {
        yield return new Message(0, 0, "1", new Trip(1, 4, 7, 1, 4.2f));
        yield return new Message(1, 0, "none", default);
        await Task.Yield();
        yield return new Message(0, 1, "2", new Trip(2, 6, 9, 1, 0.53f));
    }

    /// <summary>A model that refuses long trips.</summary>
    private sealed class LocalTripsOnly(IScoringClient model) : DelegatingScoringClient(model)
    {
        public override ValueTask<RecordBatch> ScoreAsync(RecordBatch rows, ScoringContext context = default, CancellationToken cancellationToken = default)
        {
            float longest = 0;
            for (int i = 0; i < rows.RowCount; i++) longest = Math.Max(longest, rows.GetColumn<float>(0).GetRow(i)[4]);
            if (longest > 1000) throw new ScoringRefusedException(string.Create(CultureInfo.InvariantCulture, $"A trip of {longest} miles."));
            return base.ScoreAsync(rows, context, cancellationToken);
        }
    }

    private readonly record struct Message(int Partition, long Offset, string Vendor, Trip Trip);

    private readonly record struct Trip(int VendorId, int Weekday, int Hour, int Passengers, float Miles);

    private sealed record Payment(bool ByCard, float[] Probabilities);

    [Fact]
    public async Task Tuner_measures_plans_and_gives_a_client_its_start()
    {
        float[][] rides = [[1, 4, 7, 1, 4.2f], [2, 5, 18, 2, 1.1f], [1, 6, 23, 1, 9.7f]];
        using RecordBatch sample = RecordBatch.FromValues<float>([.. rides.SelectMany(static ride => ride)], [5], "features");

        await using OnnxScoringClient model = OnnxScoringClient.Load("taxi-gbdt.onnx");
        TuningReport report = await ScoringTuner.RunAsync(model, sample, new TuningOptions { BatchSizes = [50, 200, 500], P99Budget = TimeSpan.FromMilliseconds(25), LoadCheck = LoadCheckMode.None });
        TuningSetting best = report.Recommended!;
        Console.WriteLine($"{best.Rows} rows × {best.ParallelRequests} in flight: {best.RowsPerSecond:N0} rows/s, p99 {best.P99Seconds * 1e3:0.0} ms");
        Console.WriteLine(report.Knee.IsClear ? $"knee at {report.Knee.Rows} rows" : $"no clear knee: {report.Knee.LowRows} to {report.Knee.HighRows} rows");
        report.ToProfile().Save("taxi.tuned.json");

        IScoringClient<float[], float> client = new ScoringClientBuilder(OnnxScoringClient.Load("taxi-gbdt.onnx"))
            .UseTuningProfile("taxi.tuned.json", new TuningProfileOptions { OnWarning = Console.WriteLine })
            .Build<float[], float>();

        ScoringPlan plan = CapacityPlanner.Plan(TuningProfile.Load("taxi.tuned.json"), new PlanOptions { ArrivalRate = 2_000_000, P99Budget = TimeSpan.FromMilliseconds(25) });
        Console.WriteLine($"{plan.Replicas} replicas, {plan.Rows} rows × {plan.ParallelRequests} in flight, {plan.Utilization:0 %} used, p99 {plan.ExpectedP99Seconds * 1e3:0.0} ms. {plan.Advice}");

        Assert.False(report.IsPartial, report.PartialReason);
        Assert.True(plan.Replicas >= 1);
        Assert.Equal(best.Rows, client.GetScheduler()!.ExportProfile()!.Cap > 0 ? best.Rows : 0);
        await client.DisposeAsync();
    }

    [ScoringRow]
    public readonly record struct Ride(
        [Column("vendorid")] int VendorId,
        [Column("weekday")] int Weekday,
        [Column("pickuphour")] int PickupHour,
        [Column("passenger")] int Passengers,
        [Column("distance")] float Distance);

    [ScoringResult]
    public readonly record struct Fare(float Amount);

    public enum PaymentMethod
    {
        Cash,
        [Column("CREDIT_CARD")] Card,
    }

    [ScoringRow]
    public sealed class Journey
    {
        public float? Miles { get; init; }

        [Column("payment", AsString = true)]
        public PaymentMethod Payment { get; init; }

        public DateTimeOffset PickedUp { get; init; }

        [Shape(2, 3)]
        public float[][] Stops { get; init; } = [];

        [Ignore]
        public Guid Id { get; init; }
    }
}
