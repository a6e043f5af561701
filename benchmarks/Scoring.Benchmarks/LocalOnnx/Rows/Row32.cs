using System.Runtime.CompilerServices;

namespace Scoring.Benchmarks.LocalOnnx.Rows;

/// <summary>32 features of one row, held by value.</summary>
[InlineArray(Length)]
public struct Row32
{
    public const int Length = 32;
    private float _first;
}
