using System.Text;
using Scoring.Fuzzing.Running;

namespace Scoring.Fuzzing.Documents;

/// <summary>Strings with every kind of escape and character.</summary>
internal static class StringValues
{
    public static FuzzValue Make(ref SplitMix random)
    {
        if (random.OneIn(12)) return new FuzzValue("null"u8.ToArray(), 0);
        if (random.OneIn(12)) return new FuzzValue("{\"b64\": \"aGk=\"}"u8.ToArray(), 0, "hi"u8.ToArray());
        var json = new StringBuilder("\"");
        var text = new StringBuilder();
        int plain = random.Next(3) == 0 ? 1 : 8;
        for (int length = random.Next(random.OneIn(8) ? 100 : 12); length > 0; length--) Add(ref random, json, text, plain);
        return new FuzzValue(Encoding.UTF8.GetBytes(json.Append('"').ToString()), 0, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Add(ref SplitMix random, StringBuilder json, StringBuilder text, int plain)
    {
        if (random.Next(plain + 1) > 0)
        {
            char letter = (char)random.Next('a', 'z' + 1);
            json.Append(letter);
            text.Append(letter);
            return;
        }

        (string written, string meant) = random.Next(12) switch
        {
            0 => ("\\n", "\n"),
            1 => ("\\\\", "\\"),
            2 => ("\\\"", "\""),
            3 => ("\\/", "/"),
            4 => ("\\u00e9", "é"),
            5 => ("\\u0000", "\0"),
            6 => ("\\ud83d\\uDE00", "😀"),
            7 => ("é", "é"),
            8 => ("漢", "漢"),
            9 => ("😀", "😀"),
            10 => ("\\ud800", "\uFFFD"),
            _ => ("\\t", "\t"),
        };

        // A lone high surrogate must not meet a low one.
        json.Append(written).Append('.');
        text.Append(meant).Append('.');
    }
}
