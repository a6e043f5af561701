using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Scoring.Records;

/// <summary>The dimensions of one row of a column, without the batch axis: <c>[]</c> a scalar, <c>[20]</c> a vector, <c>[1, 28, 28]</c> an image.</summary>
/// <remarks>Immutable; two shapes are equal when their dimensions are. Write it as a collection expression: <c>RowShape shape = [1, 28, 28];</c></remarks>
[DebuggerDisplay("{ToString(),nq}")]
[CollectionBuilder(typeof(RowShape), nameof(Create))]
public readonly struct RowShape : IEquatable<RowShape>
{
    /// <summary>A dimension whose size is not known before a batch is seen; only in a <see cref="ScoringSignature"/>.</summary>
    public const int Any = -1;

    private readonly int[]? _dimensions;

    private RowShape(int[] dimensions) => _dimensions = dimensions.Length == 0 ? null : dimensions;

    /// <summary>The shape of one number or one string: <c>[]</c>.</summary>
    public static RowShape Scalar => default;

    /// <summary>Makes a shape from its dimensions, slowest first.</summary>
    /// <param name="dimensions">Each 0 or more, or <see cref="Any"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is below −1, or the elements of a row are more than an <see cref="int"/> counts.</exception>
    public static RowShape Create(params ReadOnlySpan<int> dimensions)
    {
        long elements = 1;
        foreach (int dimension in dimensions)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(dimension, Any, nameof(dimensions));
            elements *= Math.Max(dimension, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(elements, int.MaxValue, nameof(dimensions));
        }

        return new RowShape(dimensions.ToArray());
    }

    /// <summary>The dimensions, slowest first; empty for a scalar.</summary>
    public ReadOnlySpan<int> Dimensions => _dimensions;

    /// <summary>How many dimensions there are; 0 for a scalar.</summary>
    public int Rank => _dimensions?.Length ?? 0;

    /// <summary>Whether every dimension is known.</summary>
    public bool IsFixed => !Dimensions.Contains(Any);

    /// <summary>Elements in one row, 1 for a scalar; <see cref="Any"/> when a dimension is not known.</summary>
    public int ElementCount
    {
        get
        {
            int count = 1;
            foreach (int dimension in Dimensions)
            {
                if (dimension == Any) return Any;
                count *= dimension;
            }

            return count;
        }
    }

    /// <summary>Enumerates the dimensions.</summary>
    public ReadOnlySpan<int>.Enumerator GetEnumerator() => Dimensions.GetEnumerator();

    /// <summary>Whether a column of this row shape can be fed where <paramref name="declared"/> is asked for.</summary>
    /// <remarks>
    /// Equal dimensions fit, where <see cref="Any"/> fits every size. As memory is row-major, a flat row also fills any fixed shape of the same element count:
    /// <c>[784]</c> feeds <c>[1, 28, 28]</c>, and <c>[]</c> feeds <c>[1]</c>.
    /// </remarks>
    internal bool Feeds(RowShape declared)
    {
        if (SameDimensions(declared)) return true;
        if (!declared.IsFixed) return Rank == 0 && declared.Rank == 1;
        return ElementCount == declared.ElementCount && (Rank <= 1 || ElementCount == 1);
    }

    private bool SameDimensions(RowShape declared)
    {
        if (Rank != declared.Rank) return false;
        for (int i = 0; i < Rank; i++)
        {
            if (declared.Dimensions[i] != Any && declared.Dimensions[i] != Dimensions[i]) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(RowShape other) => Dimensions.SequenceEqual(other.Dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RowShape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int dimension in Dimensions) hash.Add(dimension);
        return hash.ToHashCode();
    }

    /// <summary>Whether the dimensions are equal.</summary>
    public static bool operator ==(RowShape left, RowShape right) => left.Equals(right);

    /// <summary>Whether the dimensions differ.</summary>
    public static bool operator !=(RowShape left, RowShape right) => !left.Equals(right);

    /// <summary>The dimensions in brackets, such as <c>[1, 28, 28]</c>; an unknown one is <c>?</c>.</summary>
    public override string ToString() =>
        $"[{string.Join(", ", (_dimensions ?? []).Select(static d => d == Any ? "?" : d.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";
}
