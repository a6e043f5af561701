using System.Globalization;
using System.Text;
using Scoring.Fuzzing.Running;
using Scoring.Records;

namespace Scoring.Fuzzing.Documents;

/// <summary>Values of one type, of which one is made anew for each case: parsing them by the base class library costs more than the case itself.</summary>
internal sealed class ValuePool
{
    private const int Size = 4096;

    private readonly ElementType _type;
    private readonly FuzzValue[] _values = new FuzzValue[Size];
    private int _next;

    public ValuePool(ElementType type, ulong seed)
    {
        _type = type;
        var random = new SplitMix(seed);
        for (int i = 0; i < Size; i++) Renew(ref random);
    }

    public FuzzValue Pick(ref SplitMix random) => _values[random.Next(Size)];

    /// <summary>Replaces the oldest value.</summary>
    public void Renew(ref SplitMix random)
    {
        _values[_next] = Make(ref random);
        _next = (_next + 1) % Size;
    }

    private FuzzValue Make(ref SplitMix random) => _type switch
    {
        ElementType.String => StringValues.Make(ref random),
        ElementType.Boolean => random.Next(6) switch
        {
            0 => Of("true", 1),
            1 => Of("false", 0),
            2 => Of("\"True\"", 1),
            3 => Of("\"false\"", 0),
            4 => Of("1", 1),
            _ => Of("0", 0),
        },
        ElementType.Int64 => MakeInteger(ref random),
        _ => MakeReal(ref random),
    };

    private static FuzzValue MakeInteger(ref SplitMix random)
    {
        long value = (long)random.Next() >> random.Next(64);
        string text = value.ToString(CultureInfo.InvariantCulture);
        return random.Next(8) switch
        {
            0 => Of($"\"{text}\"", (ulong)value),
            1 => Of(text + ".0", (ulong)value),
            2 when value != 0 => Of(text + "00e-2", (ulong)value),
            _ => Of(text, (ulong)value),
        };
    }

    private FuzzValue MakeReal(ref SplitMix random)
    {
        switch (random.Next(40))
        {
            case 0: return Of("null", Bits("NaN"));
            case 1: return Of("NaN", Bits("NaN"));
            case 2: return Of("Infinity", Bits("Infinity"));
            case 3: return Of("-Infinity", Bits("-Infinity"));
            case 4: return Of("\"\"", Bits("NaN"));
            case 5:
                string quoted = RealTexts.Make(ref random);
                return Of($"\" {quoted}\"", Bits(quoted));
            default:
                string text = RealTexts.Make(ref random);
                return Of(text, Bits(text));
        }
    }

    private ulong Bits(string text) => _type == ElementType.Float32
        ? BitConverter.SingleToUInt32Bits(float.Parse(text, CultureInfo.InvariantCulture))
        : BitConverter.DoubleToUInt64Bits(double.Parse(text, CultureInfo.InvariantCulture));

    private static FuzzValue Of(string text, ulong bits) => new(Encoding.UTF8.GetBytes(text), bits);
}
