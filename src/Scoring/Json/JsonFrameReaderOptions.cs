using System.Collections.Immutable;

namespace Scoring.Json;

/// <summary>Where a <see cref="JsonFrameReader"/> looks for rows, and how much it takes.</summary>
/// <remarks>Immutable, and checked when a reader is made.</remarks>
public sealed record JsonFrameReaderOptions
{
    /// <summary>The keys to go through from the root to the rows, such as <c>["Results", "WebServiceOutput0"]</c>.</summary>
    /// <remarks>
    /// Empty by default: then the keys that servers use (<c>predictions</c>, <c>outputs</c>, <c>result</c>, <c>Results</c>, <c>data</c>, <c>WebServiceOutput0</c> …) are gone through,
    /// and an unknown key where it holds the only array or object. A text whose root is an array has no keys, and is read whatever the path is.
    /// </remarks>
    public ImmutableArray<string> Path { get; init; } = [];

    /// <summary>How deep arrays and objects may be nested, 1 to 512. 100 by default, Triton's limit.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>The longest text in bytes. 256 MiB by default.</summary>
    public int MaxBytes { get; init; } = 256 << 20;

    /// <summary>The longest string in bytes of the text, escapes as they are written. 16 MiB by default; a string that itself holds JSON may have <see cref="MaxBytes"/>.</summary>
    public int MaxStringBytes { get; init; } = 16 << 20;

    /// <summary>The longest number in bytes. 4,300 by default, Python's limit.</summary>
    public int MaxNumberBytes { get; init; } = 4300;

    /// <summary>The most rows. 10,000,000 by default.</summary>
    public int MaxRows { get; init; } = 10_000_000;

    /// <summary>Whether a column that the schema does not have is an error rather than left out. False by default.</summary>
    public bool RejectUnknownColumns { get; init; }

    /// <summary>
    /// Whether a number beyond the range of a floating column, such as <c>1e400</c>, is an error. False by default: it is an infinity, as IEEE 754 rounds and as Python reads.
    /// </summary>
    public bool RejectOverflow { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDepth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxDepth, 512);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxBytes, Array.MaxLength);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxStringBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxNumberBytes, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxRows);
        if (Path.IsDefault) throw new ArgumentException($"{nameof(Path)} is default(ImmutableArray<string>); give [] to search by the usual keys.");
    }
}
