using System.Text.Json;
using Scoring.Fuzzing.Running;

namespace Scoring.Fuzzing.Documents;

/// <summary>Puts objects and strings around what was written.</summary>
internal static class FuzzWrapper
{
    private static readonly (byte[] Before, byte[] Behind)[] s_wrappers =
    [
        ("{\"predictions\": "u8.ToArray(), "}"u8.ToArray()),
        ("{\"id\":7,\"result\":"u8.ToArray(), ",\"error\":null}"u8.ToArray()),
        ("{\"Results\":{\"WebServiceOutput0\":"u8.ToArray(), "}}"u8.ToArray()),
        ("{\"Results\":{\"my output\":{\"type\":\"table\",\"value\":"u8.ToArray(), "}}}"u8.ToArray()),
        ("{\"model\":\"m\",\"unknown\":"u8.ToArray(), "}"u8.ToArray()),
        (" \n"u8.ToArray(), "\r\n "u8.ToArray()),
        ([0xEF, 0xBB, 0xBF], []),
    ];

    /// <summary>Wraps a document; whether it is then a string.</summary>
    public static bool Wrap(FuzzDocument document, ref SplitMix random)
    {
        (byte[] before, byte[] behind) = random.Pick<(byte[], byte[])>(s_wrappers);
        if (random.OneIn(5)) return Quote(document);
        document.Bytes.CopyTo(document.Buffer[before.Length..]);
        before.CopyTo(document.Buffer);
        document.Length += before.Length;
        document.Write(behind);
        return false;
    }

    private static bool Quote(FuzzDocument document)
    {
        JsonEncodedText quoted = JsonEncodedText.Encode(document.Bytes);
        document.Length = 0;
        document.Write('"');
        document.Write(quoted.EncodedUtf8Bytes);
        document.Write('"');
        return true;
    }
}
