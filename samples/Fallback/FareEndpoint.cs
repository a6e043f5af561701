using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Scoring.Json;
using Scoring.Onnx;
using Scoring.Records;
using TaxiFares;

namespace Fallback;

/// <summary>An endpoint of the fare model that can be slow or down. Its fares are a thousand dollars too high, so that it shows who gave them.</summary>
public sealed class FareEndpoint : IAsyncDisposable
{
    public const float Surcharge = 1_000;

    private readonly WebApplication _app;
    private readonly OnnxScoringClient _model = OnnxScoringClient.Load(TaxiModel.Path);
    private readonly JsonFrameReader _reader = new(new RecordSchema(new ColumnSchema("features", ElementType.Float32, RowShape.Create(5))), new JsonFrameReaderOptions { Path = ["data"] });

    private FareEndpoint(WebApplication app) => _app = app;

    public Uri Address => new(new Uri(_app.Urls.First()), "score");

    /// <summary>How long it takes to answer.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Whether it fails every request.</summary>
    public bool IsDown { get; set; }

    public static async Task<FareEndpoint> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        var endpoint = new FareEndpoint(app);
        app.MapPost("/score", endpoint.ScoreAsync);
        await app.StartAsync();
        return endpoint;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _model.DisposeAsync();
    }

    private async Task ScoreAsync(HttpContext context)
    {
        if (IsDown)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        await Task.Delay(Latency, TimeProvider.System, context.RequestAborted);
        using RecordBatch rows = _reader.Read(new ReadOnlySequence<byte>(body.GetBuffer(), 0, (int)body.Length));
        using RecordBatch fares = await _model.ScoreAsync(rows, cancellationToken: context.RequestAborted);
        foreach (ref float fare in fares.GetColumn<float>(0).Values) fare += Surcharge;
        context.Response.ContentType = "application/json";
        new JsonFrameWriter(fares.Schema).WriteColumn(fares, 0, context.Response.BodyWriter, flat: true);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
