namespace Scoring.Build.Onnx;

/// <summary>How a field's value is written.</summary>
internal enum WireType
{
    /// <summary>A number of one to ten bytes.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length and as many bytes.</summary>
    Delimited = 2,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
