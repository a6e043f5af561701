using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Scoring.Http.Tests.Stress;

/// <summary>Scores ids, and fails in a share of its requests in every way that a server can.</summary>
internal sealed class FaultyServer(int seed)
{
    private const double FaultShare = 0.15;

    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    /// <summary>How often an id was scored in an answer that went out whole.</summary>
    public ConcurrentDictionary<long, int> Answered { get; } = [];

    public ConcurrentDictionary<string, int> Faults { get; } = [];

    public static double ScoreOf(long id) => (id * 0.5) + 0.25;

    public async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        long[] ids = [.. (await reader.ReadToEndAsync()).Trim('[', ']').Split(',').Select(static text => long.Parse(text, CultureInfo.InvariantCulture))];
        string body = $"[{string.Join(", ", ids.Select(static id => ScoreOf(id).ToString(CultureInfo.InvariantCulture)))}]";
        (bool isFault, int kind, int at) = Draw(body.Length);
        if (isFault)
        {
            await FailAsync(context, body, ids.Length, kind, at);
            return;
        }

        // Counted before: the caller may see its answer first.
        foreach (long id in ids) Answered.AddOrUpdate(id, 1, static (_, count) => count + 1);
        await SayAsync(context, body, kind);
    }

    private (bool IsFault, int Kind, int At) Draw(int length)
    {
        lock (_lock) return (_random.NextDouble() < FaultShare, _random.Next(16), _random.Next(length));
    }

    /// <summary>In one of the ways that are all right.</summary>
    private static async Task SayAsync(HttpContext context, string body, int kind)
    {
        switch (kind)
        {
            case 0:
                context.Response.Headers.ContentEncoding = "gzip";
                await using (var stream = new GZipStream(context.Response.Body, CompressionLevel.Fastest)) await stream.WriteAsync(Encoding.UTF8.GetBytes(body));
                break;
            case 1:
                await context.Response.WriteAsync($"\"{body}\"");
                break;
            case 2:
                if (HttpProtocol.IsHttp11(context.Request.Protocol)) context.Response.Headers.Connection = "close";
                await context.Response.WriteAsync($"{{\"result\": {body}}}");
                break;
            case 3:
                await context.Response.WriteAsync(body[..(body.Length / 2)]);
                await context.Response.Body.FlushAsync();
                await context.Response.WriteAsync(body[(body.Length / 2)..]);
                break;
            default:
                await context.Response.WriteAsync(body);
                break;
        }
    }

    private async Task FailAsync(HttpContext context, string body, int rows, int kind, int at)
    {
        (string Name, Func<Task> Run) fault = kind switch
        {
            0 => ("reset", () => AbortAsync("")),
            1 => ("reset inside", () => AbortAsync(body[..at])),
            2 => ("html", () => context.Response.WriteAsync("<html><title>proxy</title></html>")),
            3 => ("truncated json", () => context.Response.WriteAsync(body[..at])),
            4 => ("too few", () => context.Response.WriteAsync("[]")),
            5 => ("too many", () => context.Response.WriteAsync($"[{string.Join(',', Enumerable.Repeat("1", rows + 1))}]")),
            6 => ("wrong type", () => context.Response.WriteAsync("[{\"a\": {}}]")),
            7 => ("error object", () => context.Response.WriteAsync("{\"error\": \"run failed\"}")),
            8 => ("400", () => StatusAsync(400)),
            9 => ("500", () => StatusAsync(500)),
            10 => ("429", () => StatusAsync(429)),
            11 => ("502", () => StatusAsync(502)),
            12 => ("504", () => StatusAsync(504)),
            13 => ("empty", () => Task.CompletedTask),
            _ => ("503", () => StatusAsync(503)),
        };
        Faults.AddOrUpdate(fault.Name, 1, static (_, count) => count + 1);
        await fault.Run();

        async Task AbortAsync(string part)
        {
            if (part.Length > 0)
            {
                await context.Response.WriteAsync(part);
                await context.Response.Body.FlushAsync();
            }

            context.Abort();
        }

        Task StatusAsync(int status)
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("{\"message\": \"no\"}");
        }
    }
}
