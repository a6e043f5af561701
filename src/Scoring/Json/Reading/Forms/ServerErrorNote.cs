namespace Scoring.Json.Reading.Forms;

/// <summary>Where an object says that it is an error.</summary>
internal struct ServerErrorNote()
{
    /// <summary>Where a value of the key <c>error</c> stands; −1 when there is none, or it is empty.</summary>
    private int _error = -1;

    /// <summary>Where a message stands, which is an error only where there are no rows; −1 when there is none.</summary>
    private int _message = -1;

    /// <summary>Remembers a value that comes next.</summary>
    public void Note(ref JsonText text, FrameKey key)
    {
        byte first = text.Peek();
        if (first is not (byte)'"' and not (byte)'{' || IsEmpty(text)) return;
        if (key == FrameKey.Error && _error < 0) _error = text.Position;
        if (key == FrameKey.Message && _message < 0) _message = text.Position;
    }

    /// <summary>Fails if there was an error.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hasRows">Whether there were rows too; then a message is only a message.</param>
    public readonly void ThrowIfAny(JsonText text, bool hasRows)
    {
        int offset = _error >= 0 ? _error : hasRows ? -1 : _message;
        if (offset < 0) return;
        text.Position = offset;
        ServerErrorText.Throw(text, _error >= 0 ? "an error" : "a message");
    }

    private static bool IsEmpty(JsonText text)
    {
        byte close = text.Peek() == (byte)'"' ? (byte)'"' : (byte)'}';
        text.Position++;
        return text.Peek() == close;
    }
}
