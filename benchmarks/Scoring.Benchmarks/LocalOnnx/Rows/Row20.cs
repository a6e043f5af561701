using System.Runtime.CompilerServices;

namespace Scoring.Benchmarks.LocalOnnx.Rows;

/// <summary>20 features of one row, held by value.</summary>
[InlineArray(Length)]
public struct Row20
{
    public const int Length = 20;
    private float _first;
}
