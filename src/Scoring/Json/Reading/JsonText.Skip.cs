namespace Scoring.Json.Reading;

/// <content>Values that nobody wants.</content>
internal ref partial struct JsonText
{
    /// <summary>Goes over any value.</summary>
    public void Skip()
    {
        switch (Peek())
        {
            case (byte)'{': SkipObject(); break;
            case (byte)'[': SkipArray(); break;
            case (byte)'"': ReadString(); break;
            case (byte)'t': ReadLiteral("true"u8); break;
            case (byte)'f': ReadLiteral("false"u8); break;
            case (byte)'n': ReadLiteral("null"u8); break;
            default: ReadNumber("a value"); break;
        }
    }

    /// <summary>Goes over a word whose first letter is known to come.</summary>
    public void ReadLiteral(ReadOnlySpan<byte> word)
    {
        ReadOnlySpan<byte> rest = Bytes[Position..];
        int same = rest.CommonPrefixLength(word);
        if (same != word.Length)
        {
            Position += same;
            FailMalformed(word[0] switch { (byte)'t' => "true", (byte)'f' => "false", (byte)'n' => "null", (byte)'N' => "NaN", _ => "Infinity" });
        }

        Position += word.Length;
    }

    private void SkipObject()
    {
        Open();
        if (TryClose((byte)'}')) return;
        do
        {
            ReadKey();
            Skip();
        }
        while (NextItem((byte)'}'));
    }

    private void SkipArray()
    {
        Open();
        if (TryClose((byte)']')) return;
        do Skip();
        while (NextItem((byte)']'));
    }
}
