using System.Diagnostics;

namespace Scoring.Benchmarks.Http.Serving;

/// <summary>This program once more, as the server.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>Tells a child that it is the server.</summary>
    private const string Variable = "SCORING_HTTP_SERVER";

    private readonly Process _process;

    private ServerProcess(Process process, Uri http1, Uri http2) => (_process, Http1, Http2) = (process, http1, http2);

    public static bool IsThis => Environment.GetEnvironmentVariable(Variable) is not null;

    public Uri Http1 { get; }

    public Uri Http2 { get; }

    public static async Task<ServerProcess> StartAsync()
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, Environment.GetCommandLineArgs().Skip(1))
        {
            Environment = { [Variable] = "1" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        return new ServerProcess(process, await ReadAddressAsync(process), await ReadAddressAsync(process));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<Uri> ReadAddressAsync(Process process) =>
        new(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start."));
}
