using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scoring;
using Scoring.Json;
using Scoring.Onnx;
using Scoring.Records;
using TaxiFares;

namespace RemoteScoring;

/// <summary>A server around the fare model that speaks as an Azure ML endpoint does: <c>{"data":[[…],…]}</c> to <c>/score</c>, fares come back as a list.</summary>
public sealed class FareServer
{
    public const string KeyVariable = "FARES_KEY";

    private static readonly RecordSchema s_rows = new(new ColumnSchema("features", ElementType.Float32, RowShape.Create(5)));

    private readonly OnnxScoringClient _model = OnnxScoringClient.Load(TaxiModel.Path);
    private readonly JsonFrameReader _reader = new(s_rows, new JsonFrameReaderOptions { Path = ["data"] });
    private readonly string? _key = Environment.GetEnvironmentVariable(KeyVariable);
    private long _busyUntil;

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Serves until the process is told to end.</summary>
    /// <param name="port">0 for any that is free; the address is written to stdout.</param>
    /// <param name="endsWithInput">Whether it ends with its stdin, so that it does not outlive whoever started it.</param>
    public static async Task RunAsync(int port, bool endsWithInput)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        await using WebApplication app = builder.Build();
        var server = new FareServer();
        app.MapPost("/score", server.ScoreAsync);
        app.MapPost("/busy", server.BeBusy);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        if (endsWithInput) await Console.In.ReadToEndAsync();
        else await app.WaitForShutdownAsync();
    }

    private async Task ScoreAsync(HttpContext context)
    {
        if (_key is not null && context.Request.Headers.Authorization != $"Bearer {_key}")
        {
            await AnswerAsync(context, StatusCodes.Status401Unauthorized, "The key is wrong.");
            return;
        }

        if (Now < Volatile.Read(ref _busyUntil))
        {
            await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, "Too many requests wait.");
            return;
        }

        try
        {
            using RecordBatch rows = await ReadAsync(context.Request.BodyReader);
            using RecordBatch fares = await _model.ScoreAsync(rows, cancellationToken: context.RequestAborted);
            context.Response.ContentType = "application/json";
            new JsonFrameWriter(fares.Schema).WriteColumn(fares, 0, context.Response.BodyWriter, flat: true);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        catch (ScoringException error)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, error.Message);
        }
    }

    private async Task<RecordBatch> ReadAsync(PipeReader body)
    {
        while (true)
        {
            ReadResult read = await body.ReadAsync();
            ReadOnlySequence<byte> bytes = read.Buffer;
            if (read.IsCompleted)
            {
                RecordBatch rows = _reader.Read(bytes);
                body.AdvanceTo(bytes.End);
                return rows;
            }

            body.AdvanceTo(bytes.Start, bytes.End);
        }
    }

    /// <summary>From now on, for so many milliseconds, it answers 503: <c>/busy?ms=500</c>.</summary>
    private Task BeBusy(HttpContext context)
    {
        Volatile.Write(ref _busyUntil, Now + int.Parse(context.Request.Query["ms"].ToString(), CultureInfo.InvariantCulture));
        return Task.CompletedTask;
    }

    private static Task AnswerAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(message);
    }
}
