using System.Net;
using System.Net.Sockets;
using System.Text;
using Scoring.Http.Protocols;

namespace Scoring.Http.Tests.Servers;

/// <summary>A server that sends given bytes to whoever has sent something, and closes the connection.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    private RawServer(string answer)
    {
        _listener.Start();
        _serving = ServeAsync(Encoding.UTF8.GetBytes(answer));
    }

    public static RawServer Start(string answer) => new(answer);

    public HttpScoringClient Client() => HttpScoringClient.Create(
        new Uri($"http://{_listener.LocalEndpoint}"), new PlainProtocol(), new HttpScoringOptions { Signature = Signatures.Number, ShutdownTimeout = TimeSpan.Zero });

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync(byte[] answer)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                NetworkStream stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[4096]);
                await stream.WriteAsync(answer);
                client.Client.Shutdown(SocketShutdown.Send);

                // Until the other side has closed too: closing at once may destroy what it has not read yet.
                while (await stream.ReadAsync(new byte[4096]) > 0)
                {
                }
            }
        }
        catch (Exception error) when (error is SocketException or InvalidOperationException or IOException)
        {
        }
    }
}
