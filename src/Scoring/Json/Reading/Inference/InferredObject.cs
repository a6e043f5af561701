using Scoring.Json.Reading.Forms;
using Scoring.Records;

namespace Scoring.Json.Reading.Inference;

/// <summary>Finds out what an object is where no column is known.</summary>
internal static class InferredObject
{
    public static RecordSchema Infer(ref JsonText text, JsonFrameReaderOptions options, int level)
    {
        int offset = text.Position;
        List<Member> members = ReadMembers(ref text);
        if (level < options.Path.Length) return InferPath(text, offset, members, options, level);
        if (Find(members, FrameKey.Columns) is { } columns && Find(members, FrameKey.Data) is { } data) return InferSplit(text, offset, columns, data);
        Member? wrapper = Find(members, FrameKey.Wrapper) ?? Find(members, FrameKey.Data);
        if (wrapper is not null) return SchemaInference.InferAt(text, wrapper.Offset, options, level + 1);
        return InferKeyed(text, offset, members, options, level);
    }

    private static RecordSchema InferPath(JsonText text, int offset, List<Member> members, JsonFrameReaderOptions options, int level)
    {
        Member? member = members.Find(member => member.Name == options.Path[level]);
        if (member is null) JsonThrow.Mismatch(offset, $"an object with the key '{options.Path[level]}'", "an object without it");
        return SchemaInference.InferAt(text, member.Offset, options, level + 1);
    }

    private static RecordSchema InferSplit(JsonText text, int offset, Member columns, Member data)
    {
        var rows = new InferredRows(offset);
        text.Position = columns.Offset;
        rows.SetNames(ReadNames(ref text));
        text.Position = data.Offset;
        rows.AddArray(ref text);
        return rows.ToSchema();
    }

    private static RecordSchema InferKeyed(JsonText text, int offset, List<Member> members, JsonFrameReaderOptions options, int level)
    {
        List<Member> frames = members.FindAll(static member => member.First is (byte)'[' or (byte)'{');
        if (frames.Count == 0 && members.Count > 0) return InferRecords(text, offset, [offset]);
        bool areAll = frames.Count == members.Count;
        if (areAll && frames.TrueForAll(static member => member.First == (byte)'[' && member.Second != (byte)'{')) return InferColumns(text, offset, frames);
        if (areAll && frames.TrueForAll(static member => member.First == (byte)'{')) return InferLabelled(text, offset, frames, options, level);
        if (frames.Count == 1) return SchemaInference.InferAt(text, frames[0].Offset, options, level + 1);
        JsonThrow.Mismatch(offset, "rows", frames.Count == 0 ? "an object without them" : "an object with several keys that may hold them; give the path");
        return null;
    }

    /// <summary>Objects in an object: columns of labels, or records by label, or one more wrapper.</summary>
    private static RecordSchema InferLabelled(JsonText text, int offset, List<Member> frames, JsonFrameReaderOptions options, int level)
    {
        text.Position = frames[0].Offset;
        JsonText first = text;
        List<Member> inner = ReadMembers(ref first);
        if (frames.TrueForAll(static member => IsNumber(member.Name))) return InferRecords(text, offset, frames.Select(static member => member.Offset));
        if (inner.Count > 0 && inner.TrueForAll(static member => IsNumber(member.Name))) return InferColumns(text, offset, frames);
        if (frames.Count == 1) return SchemaInference.InferAt(text, frames[0].Offset, options, level + 1);
        return InferRecords(text, offset, frames.Select(static member => member.Offset));
    }

    private static RecordSchema InferColumns(JsonText text, int offset, List<Member> columns)
    {
        var rows = new InferredRows(offset);
        foreach (Member column in columns)
        {
            text.Position = column.Offset;
            rows.AddColumn(ref text, column.Name);
        }

        return rows.ToSchema();
    }

    private static RecordSchema InferRecords(JsonText text, int offset, IEnumerable<int> records)
    {
        var rows = new InferredRows(offset);
        foreach (int record in records)
        {
            text.Position = record;
            rows.Add(ref text);
        }

        return rows.ToSchema();
    }

    private static List<Member> ReadMembers(ref JsonText text)
    {
        var members = new List<Member>();
        var error = new ServerErrorNote();
        text.Open();
        if (text.TryClose((byte)'}')) return members;
        do
        {
            JsonString key = text.ReadKey();
            FrameKey meaning = FrameKeys.Classify(text.Raw(key));
            byte first = text.Peek();
            if (meaning is FrameKey.Error or FrameKey.Message) error.Note(ref text, meaning);
            members.Add(new Member(InferredRows.Decode(text, key), meaning, text.Position, first, Second(text)));
            text.Skip();
        }
        while (text.NextItem((byte)'}'));
        error.ThrowIfAny(text, members.Exists(static member => member.First is (byte)'[' or (byte)'{'));
        return members;
    }

    private static List<string> ReadNames(ref JsonText text)
    {
        var names = new List<string>();
        if (text.Peek() != (byte)'[') text.FailMismatch("an array of column names");
        text.Open();
        if (text.TryClose((byte)']')) return names;
        do
        {
            int start = text.Peek() == (byte)'"' ? -1 : text.Position;
            if (start < 0) names.Add(InferredRows.Decode(text, text.ReadString()));
            else text.Skip();
            if (start >= 0) names.Add(System.Text.Encoding.UTF8.GetString(text.Bytes[start..text.Position]));
        }
        while (text.NextItem((byte)']'));
        return names;
    }

    private static byte Second(JsonText text)
    {
        text.Position++;
        return text.Peek();
    }

    private static Member? Find(List<Member> members, FrameKey meaning) =>
        members.Find(member => member.Meaning == meaning && (member.First is (byte)'[' or (byte)'{' || (member.First == (byte)'"' && meaning == FrameKey.Wrapper)));

    private static bool IsNumber(string name) => name.Length > 0 && name.All(char.IsAsciiDigit);

    private sealed record Member(string Name, FrameKey Meaning, int Offset, byte First, byte Second);
}
