using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Scoring.Benchmarks.Http.Serving;

/// <summary>A real server that does as little as one can: it counts the rows and answers as many scores.</summary>
internal static class BenchmarkServer
{
    private const int MaxRows = 10_000;

    private static readonly ScoreAnswers s_answers = new(MaxRows);

    /// <summary>Serves until standard input ends, so that it never outlives who started it. Writes both addresses: HTTP/1.1, then HTTP/2 without TLS.</summary>
    public static async Task RunAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static options =>
        {
            options.Limits.MaxRequestBodySize = null;
            options.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http1);
            options.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2);
        });
        await using WebApplication server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync();
        foreach (string address in server.Urls) Console.WriteLine(address);
        await Console.In.ReadToEndAsync();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        int rows = await CountRowsAsync(context.Request.BodyReader);
        HttpResponse response = context.Response;
        response.ContentType = "application/json";
        response.ContentLength = s_answers.Of(rows).Length + 1;
        Write(response.BodyWriter, rows);
        await response.BodyWriter.FlushAsync();
    }

    private static void Write(PipeWriter output, int rows)
    {
        output.Write(s_answers.Of(rows));
        output.Write("]"u8);
    }

    /// <summary>Each row is an object, in one that holds them all.</summary>
    private static async ValueTask<int> CountRowsAsync(PipeReader body)
    {
        int objects = 0;
        while (true)
        {
            ReadResult read = await body.ReadAsync();
            foreach (ReadOnlyMemory<byte> part in read.Buffer) objects += part.Span.Count((byte)'{');
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return objects - 1;
        }
    }
}
