namespace Scoring.Fuzzing.Documents;

/// <summary>How rows are written.</summary>
internal enum FuzzForm
{
    Lists,
    Records,
    Split,
    ColumnLists,
    ColumnObjects,
    Index,
    Tensors,
    Error,
}
