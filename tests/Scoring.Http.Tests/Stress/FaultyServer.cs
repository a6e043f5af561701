using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Scoring.Http.Tests.Stress;

/// <summary>Scores ids, and fails in a share of its requests in every way that a server can.</summary>
/// <param name="seed">Of its faults.</param>
/// <param name="clock">Its clock.</param>
/// <param name="conduct">Sees what arrives.</param>
/// <param name="partitionOf">The partition of a row.</param>
internal sealed class FaultyServer(int seed, TimeProvider clock, ClientConduct conduct, Func<long, int> partitionOf)
{
    private const double FaultShare = 0.15;

    /// <summary>What it asks to wait: the least that can be said.</summary>
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    /// <summary>How often an id was scored in an answer that went out whole.</summary>
    public ConcurrentDictionary<long, int> Answered { get; } = [];

    public ConcurrentDictionary<string, int> Faults { get; } = [];

    public static double ScoreOf(long id) => (id * 0.5) + 0.25;

    public async Task AnswerAsync(HttpContext context)
    {
        long arrivedAt = clock.GetTimestamp();
        using var reader = new StreamReader(context.Request.Body);
        long[] ids = [.. (await reader.ReadToEndAsync()).Trim('[', ']').Split(',').Select(static text => long.Parse(text, CultureInfo.InvariantCulture))];
        int partition = Assert.Single(ids.Select(partitionOf).Distinct());
        conduct.OnArrived(ids, partition, arrivedAt);
        string body = $"[{string.Join(", ", ids.Select(static id => ScoreOf(id).ToString(CultureInfo.InvariantCulture)))}]";
        (bool isFault, int kind, int at) = Draw(body.Length);
        if (isFault)
        {
            await FailAsync(context, body, ids, kind, at);
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

    private async Task FailAsync(HttpContext context, string body, long[] ids, int kind, int at)
    {
        (string Name, Func<Task> Run) fault = kind switch
        {
            0 => ("reset", () => AbortAsync("")),
            1 => ("reset inside", () => AbortAsync(body[..at])),
            2 => ("html", () => context.Response.WriteAsync("<html><title>proxy</title></html>")),
            3 => ("truncated json", () => context.Response.WriteAsync(body[..at])),
            4 => ("too few", () => context.Response.WriteAsync("[]")),
            5 => ("too many", () => context.Response.WriteAsync($"[{string.Join(',', Enumerable.Repeat("1", ids.Length + 1))}]")),
            6 => ("wrong type", () => context.Response.WriteAsync("[{\"a\": {}}]")),
            7 => ("error object", () => context.Response.WriteAsync("{\"error\": \"run failed\"}")),
            8 => ("400", () => StatusAsync(400)),
            9 => ("500", () => StatusAsync(500)),
            10 => ("429", () => WaitAsync(429)),
            11 => ("502", () => StatusAsync(502)),
            12 => ("504", () => StatusAsync(504)),
            13 => ("empty", () => Task.CompletedTask),
            14 => ("503 at once", () => StatusAsync(503)),
            _ => ("503", () => WaitAsync(503)),
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

        // Asked before: the caller may see its answer first.
        Task WaitAsync(int status)
        {
            conduct.OnAsking(ids, partitionOf(ids[0]), s_wait);
            DateTimeOffset now = clock.GetUtcNow();
            context.Response.Headers.Date = now.ToString("R", CultureInfo.InvariantCulture);
            context.Response.Headers.RetryAfter = at % 2 == 0 ? $"{s_wait.TotalSeconds}" : (now + s_wait).ToString("R", CultureInfo.InvariantCulture);
            return StatusAsync(status);
        }

        Task StatusAsync(int status)
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("{\"message\": \"no\"}");
        }
    }
}
