using Scoring.Fuzzing.Documents;

namespace Scoring.Fuzzing.Running;

/// <summary>Damages a text.</summary>
internal static class Mutation
{
    private const string Symbols = "{}[]\",:0123456789.-+eE\\/ntfNI \n\t\0\u007f";

    public static void Apply(FuzzDocument document, ref SplitMix random)
    {
        for (int count = 1 + (random.OneIn(4) ? random.Next(4) : 0); count > 0; count--) ApplyOne(document, ref random);
    }

    private static void ApplyOne(FuzzDocument document, ref SplitMix random)
    {
        if (document.Length == 0) return;
        int at = random.Next(document.Length);
        switch (random.Next(7))
        {
            case 0: document.Bytes[at] = (byte)random.Next(256); break;
            case 1: document.Bytes[at] = (byte)Symbols[random.Next(Symbols.Length)]; break;
            case 2: document.Bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 3: document.Length = at; break;
            case 4: Insert(document, at, (byte)Symbols[random.Next(Symbols.Length)]); break;
            case 5: Remove(document, at, 1 + random.Next(Math.Min(8, document.Length - at))); break;
            default: Repeat(document, at, 1 + random.Next(Math.Min(16, document.Length - at))); break;
        }
    }

    private static void Insert(FuzzDocument document, int at, byte symbol)
    {
        document.Bytes[at..].CopyTo(document.Buffer[(at + 1)..]);
        document.Buffer[at] = symbol;
        document.Length++;
    }

    private static void Remove(FuzzDocument document, int at, int length)
    {
        document.Bytes[(at + length)..].CopyTo(document.Buffer[at..]);
        document.Length -= length;
    }

    private static void Repeat(FuzzDocument document, int at, int length)
    {
        document.Bytes[at..].CopyTo(document.Buffer[(at + length)..]);
        document.Length += length;
    }
}
