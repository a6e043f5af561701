using System.Text.Encodings.Web;
using System.Text.Json;
using Scoring.Tool.Input;

namespace Scoring.Tool.Output;

/// <summary>The rows that have no score: all of them as JSON lines in a file, or the first few on stderr at the end.</summary>
internal sealed class ErrorReport(Stream? file) : IDisposable
{
    private const int Shown = 10;

    private readonly List<RowFailure> _first = [];
    private readonly MemoryStream _buffer = new();

    public long Count { get; private set; }

    public async ValueTask AddAsync(IReadOnlyList<RowFailure> failures)
    {
        if (failures.Count == 0) return;
        Count += failures.Count;
        if (file is null)
        {
            _first.AddRange(failures.Take(Shown - _first.Count));
            return;
        }

        foreach (RowFailure failure in failures) Write(failure);
        await file.WriteAsync(_buffer.GetBuffer().AsMemory(0, (int)_buffer.Length)).ConfigureAwait(false);
        _buffer.SetLength(0);
    }

    public void Show(TextWriter error)
    {
        foreach (RowFailure failure in _first) error.WriteLine($"row {failure.Row}: {failure.Code}: {PlainText.Of(failure.Message)}");
        if (Count > _first.Count && file is null) error.WriteLine($"… and {Count - _first.Count} more; --errors FILE takes all of them.");
    }

    public void Dispose()
    {
        _buffer.Dispose();
        file?.Dispose();
    }

    private void Write(RowFailure failure)
    {
        using (var json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("row", failure.Row);
            json.WriteString("code", failure.Code);
            json.WriteString("message", failure.Message);
            json.WriteEndObject();
        }

        _buffer.WriteByte((byte)'\n');
    }
}
