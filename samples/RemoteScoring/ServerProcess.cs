using System.Diagnostics;
using System.Security.Cryptography;

namespace RemoteScoring;

/// <summary>This program once more, as a server in a process of its own.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, string address, string key) => (_process, Address, Key) = (process, new Uri(address), key);

    public Uri Address { get; }

    /// <summary>The key that it asks for.</summary>
    public string Key { get; }

    public int Id => _process.Id;

    public static async Task<ServerProcess> StartAsync()
    {
        string key = RandomNumberGenerator.GetHexString(32), program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        var start = new ProcessStartInfo(program, [.. self, "serve", "0", "child"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[FareServer.KeyVariable] = key;
        Process process = Process.Start(start)!;
        string? address = await process.StandardOutput.ReadLineAsync();
        return new ServerProcess(process, address ?? throw new InvalidOperationException("The server did not start; its message is above."), key);
    }

    /// <summary>It ends with its stdin.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
