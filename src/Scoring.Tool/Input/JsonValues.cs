using System.Buffers;
using System.Text.Json;
using Scoring.Tool.Features;

namespace Scoring.Tool.Input;

/// <summary>The values of one property of the current row: one, or those of a list, flattened.</summary>
internal sealed class JsonValues(byte[] name)
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly List<(int Length, bool IsMissing)> _ends = [];
    private (int Start, int Length) _raw;
    private bool _isText;

    /// <summary>The property's name, in UTF-8.</summary>
    public ReadOnlySpan<byte> Name => name;

    /// <summary>How many values there are; −1 when the row has no such property.</summary>
    public int Count { get; private set; } = -1;

    /// <summary>Whether the property is an object, or has one in its list, which is no value.</summary>
    public bool HasObject { get; private set; }

    public void Clear()
    {
        _text.ResetWrittenCount();
        _ends.Clear();
        Count = -1;
        HasObject = false;
    }

    /// <summary>Reads the value at which <paramref name="json"/> stands.</summary>
    public void Read(ref Utf8JsonReader json)
    {
        Clear();
        int start = (int)json.TokenStartIndex;
        _isText = json.TokenType == JsonTokenType.String;
        ReadValues(ref json);
        _raw = (start, (int)json.BytesConsumed - start);
        Count = _ends.Count;
    }

    public Cell this[int index]
    {
        get
        {
            int start = index == 0 ? 0 : _ends[index - 1].Length;
            (int end, bool isMissing) = _ends[index];
            return new Cell(_text.WrittenSpan[start..end], isMissing);
        }
    }

    /// <summary>The value as JSON text.</summary>
    public ReadOnlySpan<byte> RawOf(ReadOnlySpan<byte> line) => line.Slice(_raw.Start, _raw.Length);

    /// <summary>The value as plain text: that of a string, else JSON.</summary>
    public Cell TextOf(ReadOnlySpan<byte> line) =>
        Count == 1 && _ends[0].IsMissing ? new Cell(default, isMissing: true) : new Cell(_isText ? _text.WrittenSpan : RawOf(line), isMissing: false);

    private void ReadValues(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.StartArray)
        {
            while (json.Read() && json.TokenType != JsonTokenType.EndArray) ReadValues(ref json);
        }
        else if (json.TokenType == JsonTokenType.StartObject)
        {
            HasObject = true;
            json.Skip();
        }
        else
        {
            AddValue(ref json);
        }
    }

    private void AddValue(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            int written = json.CopyString(_text.GetSpan(json.ValueSpan.Length));
            _text.Advance(written);
        }
        else if (json.TokenType != JsonTokenType.Null)
        {
            _text.Write(json.ValueSpan);
        }

        _ends.Add((_text.WrittenCount, json.TokenType == JsonTokenType.Null));
    }
}
