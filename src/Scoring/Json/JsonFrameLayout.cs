namespace Scoring.Json;

/// <summary>How the rows of a batch are laid out in JSON. The names are those of pandas' orients where it has one.</summary>
public enum JsonFrameLayout
{
    /// <summary>One array per row, without names: <c>[[1,2],[3,4]]</c>. A batch of one column of vectors or images is the bare nested array, as numpy writes it.</summary>
    Values,

    /// <summary>One object per row: <c>[{"a":1,"b":2},{"a":3,"b":4}]</c>.</summary>
    Records,

    /// <summary>The names once, then one array per row: <c>{"columns":["a","b"],"data":[[1,2],[3,4]]}</c>.</summary>
    Split,

    /// <summary>One array per column: <c>{"a":[1,3],"b":[2,4]}</c>, TensorFlow Serving's column form. pandas calls it <c>list</c>.</summary>
    Lists,

    /// <summary>One object per column, keyed by row number: <c>{"a":{"0":1,"1":3},"b":{"0":2,"1":4}}</c>.</summary>
    Columns,

    /// <summary>One object per row, keyed by row number: <c>{"0":{"a":1,"b":2},"1":{"a":3,"b":4}}</c>.</summary>
    Index,
}
