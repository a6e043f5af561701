using Scoring.Records;

namespace Scoring.Bindings.BuiltIn;

/// <summary>One item of a tuple.</summary>
/// <param name="Type">Its element type.</param>
/// <param name="Offset">Where it lies, in bytes from the tuple's start.</param>
internal readonly record struct TupleItem(ElementType Type, int Offset);
