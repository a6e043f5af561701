using System.Collections.Immutable;

namespace Scoring.Json;

/// <summary>How a <see cref="JsonFrameWriter"/> writes.</summary>
public sealed record JsonFrameWriterOptions
{
    /// <summary>How rows and columns are laid out. <see cref="JsonFrameLayout.Values"/> unless set.</summary>
    public JsonFrameLayout Layout { get; init; } = JsonFrameLayout.Values;

    /// <summary>Whether numbers and booleans are written as JSON strings: <c>"2.25"</c>, <c>"true"</c>. Off unless set. A <c>null</c> stays bare.</summary>
    /// <remarks>Azure ML Studio (classic) and many scoring scripts behind Azure ML take every value as a string.</remarks>
    public bool ValuesAsStrings { get; init; }

    /// <summary>What becomes of NaN and infinities. <see cref="NonFiniteHandling.Null"/> unless set, which is valid JSON.</summary>
    public NonFiniteHandling NonFinite { get; init; } = NonFiniteHandling.Null;

    /// <summary>Whether <see cref="JsonFrameLayout.Split"/> also writes <c>"index":[0,1,…]</c>. Off unless set.</summary>
    public bool WriteIndex { get; init; }

    /// <summary>Whether the one scalar column of a batch is written as <c>[1,2]</c> rather than <c>[[1],[2]]</c> by <see cref="JsonFrameLayout.Values"/>. Off unless set.</summary>
    public bool UnwrapSingleColumn { get; init; }

    /// <summary>String columns whose values are bytes rather than text, and written in base64.</summary>
    internal ImmutableArray<string> BytesColumns { get; init; } = [];

    /// <summary>Whether those are plain strings, rather than TensorFlow's <c>{"b64":"…"}</c>. Off unless set.</summary>
    internal bool BareBytes { get; init; }
}
