using CsvHelper;
using Scoring.Tool.Features;

namespace Scoring.Tool.Output;

/// <summary>Writes CSV: RFC 4180 but for <c>\n</c> as line end, UTF-8 without a byte order mark.</summary>
internal sealed class CsvRowWriter : RowWriter
{
    private readonly CsvWriter _csv;

    public CsvRowWriter(char delimiter, bool comments) => _csv = CsvWriter.Create(
        Buffer,
        new CsvWriterOptions { Separator = delimiter, NewLine = "\n", TrueValue = "true", FalseValue = "false", CommentPrefix = comments ? '#' : null },
        leaveOpen: true);

    public override void WriteHeader(IReadOnlyList<string> columns) => _csv.WriteHeader([.. columns]);

    public override void WriteKept(Cell cell) => _csv.WriteField(cell.Text);

    public override void Write(float value) => _csv.WriteField(value, default);

    public override void Write(double value) => _csv.WriteField(value, default);

    public override void Write(Half value) => _csv.WriteField(value, default);

    public override void Write(long value) => _csv.WriteField(value, default);

    public override void Write(ulong value) => _csv.WriteField(value, default);

    public override void Write(bool value) => _csv.WriteField(value);

    public override void Write(ReadOnlySpan<byte> text) => _csv.WriteField(text);

    public override void WriteNull() => _csv.WriteField(ReadOnlySpan<byte>.Empty);

    public override void EndRow() => _csv.EndRecord();

    public override void Dispose()
    {
        _csv.Dispose();
        base.Dispose();
    }

    protected override void CompleteBuffer() => _csv.Flush();
}
