using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Scoring.Tool.Features;

namespace Scoring.Tool.Output;

/// <summary>Writes JSON lines: an object per row. What JSON has no number for is a string: <c>"NaN"</c>, <c>"Infinity"</c>, <c>"-Infinity"</c>.</summary>
internal sealed class JsonRowWriter : RowWriter
{
    private readonly Utf8JsonWriter _json;
    private readonly bool _keptAreJson;
    private JsonEncodedText[] _names = [];
    private int _column;

    /// <param name="keptAreJson">Whether kept cells are JSON already, rather than text.</param>
    public JsonRowWriter(bool keptAreJson)
    {
        _keptAreJson = keptAreJson;
        _json = new Utf8JsonWriter(Buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    public override void WriteHeader(IReadOnlyList<string> columns) =>
        _names = [.. columns.Select(static name => JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];

    public override void WriteKept(Cell cell)
    {
        if (cell.IsMissing) WriteNull();
        else if (!_keptAreJson) Write(cell.Text);
        else
        {
            WriteName();
            _json.WriteRawValue(cell.Text, skipInputValidation: true);
        }
    }

    public override void Write(float value)
    {
        WriteName();
        if (float.IsFinite(value)) _json.WriteNumberValue(value);
        else WriteUnusual(value);
    }

    public override void Write(double value)
    {
        WriteName();
        if (double.IsFinite(value)) _json.WriteNumberValue(value);
        else WriteUnusual(value);
    }

    public override void Write(Half value)
    {
        WriteName();
        Span<byte> text = stackalloc byte[32];
        if (!Half.IsFinite(value)) WriteUnusual((double)value);
        else if (value.TryFormat(text, out int written, default, CultureInfo.InvariantCulture)) _json.WriteRawValue(text[..written], skipInputValidation: true);
    }

    public override void Write(long value)
    {
        WriteName();
        _json.WriteNumberValue(value);
    }

    public override void Write(ulong value)
    {
        WriteName();
        _json.WriteNumberValue(value);
    }

    public override void Write(bool value)
    {
        WriteName();
        _json.WriteBooleanValue(value);
    }

    public override void Write(ReadOnlySpan<byte> text)
    {
        WriteName();
        _json.WriteStringValue(text);
    }

    public override void WriteNull()
    {
        WriteName();
        _json.WriteNullValue();
    }

    public override void EndRow()
    {
        if (_column == 0) _json.WriteStartObject();
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        Buffer.WriteByte((byte)'\n');
        _column = 0;
    }

    public override void Dispose()
    {
        _json.Dispose();
        base.Dispose();
    }

    protected override void CompleteBuffer()
    {
    }

    private void WriteName()
    {
        if (_column == 0) _json.WriteStartObject();
        _json.WritePropertyName(_names[_column++]);
    }

    private void WriteUnusual(double value) => _json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
}
