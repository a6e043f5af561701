using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Scoring.AllocationTests.Http;

/// <summary>A server of one connection that gives the same answer to everything and allocates nothing.</summary>
internal sealed class SocketServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _answer;

    /// <param name="body">The JSON of each answer.</param>
    public SocketServer(string body)
    {
        _answer = Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public Uri Address => new($"http://{_listener.LocalEndPoint}");

    public void Dispose() => _listener.Dispose();

    private void Serve()
    {
        try
        {
            using Socket connection = _listener.Accept();
            connection.NoDelay = true;
            byte[] buffer = new byte[1 << 20];
            while (TryReadRequest(connection, buffer)) connection.Send(_answer);
        }
        catch (SocketException)
        {
            // The client is gone, or the test is over.
        }
    }

    private static bool TryReadRequest(Socket connection, byte[] buffer)
    {
        int have = 0;
        while (true)
        {
            int read = connection.Receive(buffer, have, buffer.Length - have, SocketFlags.None);
            if (read == 0) return false;
            have += read;
            ReadOnlySpan<byte> seen = buffer.AsSpan(0, have);
            int head = seen.IndexOf("\r\n\r\n"u8);
            if (head < 0) continue;
            ReadOnlySpan<byte> length = seen[(seen.IndexOf("Content-Length: "u8) + "Content-Length: "u8.Length)..];
            Utf8Parser.TryParse(length, out int body, out _);
            if (have >= head + "\r\n\r\n"u8.Length + body) return true;
        }
    }
}
