namespace Scoring.SourceGeneration.Contracts;

/// <summary>The dimensions of one row, with the rules of a client (<c>RowShape</c>); null when not even their number is known.</summary>
internal sealed class RowDimensions(int[]? sizes)
{
    public static RowDimensions Scalar { get; } = new([]);

    public bool IsKnown => sizes is not null;

    public bool IsFixed => sizes is not null && !sizes.Contains(CheckedColumn.AnySize);

    /// <summary>Of fixed dimensions.</summary>
    public int Count => sizes!.Aggregate(1, static (product, size) => product * size);

    private int Rank => sizes!.Length;

    /// <summary>Whether rows of these fixed dimensions can be fed where others are asked for.</summary>
    public bool Feeds(RowDimensions declared)
    {
        if (HasSizesOf(declared)) return true;
        if (!declared.IsFixed) return Rank == 0 && declared.Rank == 1;
        return Count == declared.Count && (Rank <= 1 || Count == 1);
    }

    public override string ToString() => sizes is null ? "[...]" : $"[{string.Join(", ", sizes.Select(static s => s == CheckedColumn.AnySize ? "?" : $"{s}"))}]";

    /// <summary>One that is any fits all.</summary>
    private bool HasSizesOf(RowDimensions declared) =>
        Rank == declared.Rank && Enumerable.Range(0, Rank).All(i => declared.SizeAt(i) == CheckedColumn.AnySize || declared.SizeAt(i) == SizeAt(i));

    private int SizeAt(int index) => sizes![index];
}
