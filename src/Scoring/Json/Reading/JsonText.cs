namespace Scoring.Json.Reading;

/// <summary>A place in a JSON text, and the steps from token to token.</summary>
/// <remarks>Each step checks what it steps over, so that whoever reaches the end has read nothing but JSON.</remarks>
internal ref partial struct JsonText(ReadOnlySpan<byte> bytes, JsonFrameReaderOptions options)
{
    /// <summary>What <see cref="Peek"/> gives at the end; no token begins with it.</summary>
    public const byte End = 0;

    public readonly JsonFrameReaderOptions Options { get; } = options;

    private readonly int _maxDepth = options.MaxDepth;

    public readonly ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>The next byte.</summary>
    public int Position { get; set; }

    /// <summary>How many arrays and objects are open.</summary>
    public int Depth { get; set; }

    /// <summary>Goes over white space; the byte that comes then, or <see cref="End"/>.</summary>
    public byte Peek()
    {
        ReadOnlySpan<byte> bytes = Bytes;
        int position = Position;
        while ((uint)position < (uint)bytes.Length)
        {
            byte next = bytes[position];
            if (next > (byte)' ' || !IsSpace(next))
            {
                Position = position;
                return next;
            }

            position++;
        }

        Position = position;
        return End;
    }

    /// <summary>Goes over an opening bracket that is known to come.</summary>
    public void Open()
    {
        if (++Depth > _maxDepth) JsonThrow.Limit(Position, $"at most {nameof(JsonFrameReaderOptions.MaxDepth)} = {_maxDepth} nested arrays and objects", "one more");
        Position++;
    }

    /// <summary>Whether the array or object that was just opened is empty; then it is closed.</summary>
    public bool TryClose(byte close)
    {
        if (Peek() != close) return false;
        Position++;
        Depth--;
        return true;
    }

    /// <summary>Goes over the comma before the next item, or closes the array or object.</summary>
    public bool NextItem(byte close)
    {
        byte next = Peek();
        if (next == (byte)',')
        {
            Position++;
            return true;
        }

        if (next != close) FailMalformed(close == (byte)']' ? "',' or ']'" : "',' or '}'");
        Position++;
        Depth--;
        return false;
    }

    /// <summary>Reads a key and its colon.</summary>
    public JsonString ReadKey()
    {
        if (Peek() != (byte)'"') FailMalformed("a key in quotes");
        JsonString key = ReadString();
        if (Peek() != (byte)':') FailMalformed("':'");
        Position++;
        return key;
    }

    /// <summary>Checks that nothing but white space follows.</summary>
    public void ExpectEnd()
    {
        if (Peek() != End || Position < Bytes.Length) FailMalformed("the end of the text");
    }

    /// <summary>Skips a byte order mark at the beginning.</summary>
    public void SkipByteOrderMark()
    {
        if (Bytes.StartsWith("\uFEFF"u8)) Position = 3;
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';
}
