namespace Scoring.Json.Reading.Forms;

/// <summary>Where the parts of an object were seen that can be read only after all of its keys.</summary>
internal struct FrameParts()
{
    /// <summary>What it says of an error.</summary>
    public ServerErrorNote Error = new();

    /// <summary>Where lists of values stand; −1 when there are none.</summary>
    public int Data { get; private set; } = -1;

    /// <summary>Where the names of columns stand; −1 when there are none.</summary>
    public int Columns { get; private set; } = -1;

    /// <summary>Where the array or object of the first unknown key stands.</summary>
    public int Candidate { get; private set; } = -1;

    /// <summary>How many unknown keys hold an array or object.</summary>
    public int Candidates { get; private set; }

    public readonly bool HasRows => Data >= 0;

    public readonly bool HasCandidate => Candidates == 1;

    /// <summary>Remembers a value that comes next.</summary>
    public void Note(JsonText text, FrameKey key)
    {
        switch (key)
        {
            case FrameKey.Data: Data = text.Position; break;
            case FrameKey.Columns: Columns = text.Position; break;
            default:
                if (Candidates++ == 0) Candidate = text.Position;
                break;
        }
    }

    /// <summary>Whether an array comes whose items are not records, so that names of columns matter.</summary>
    public static bool IsLists(JsonText text)
    {
        if (text.Peek() != (byte)'[') return false;
        text.Position++;
        return text.Peek() != (byte)'{';
    }
}
