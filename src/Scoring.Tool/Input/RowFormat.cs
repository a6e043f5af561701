namespace Scoring.Tool.Input;

/// <summary>How rows are written down.</summary>
internal enum RowFormat
{
    Csv,
    JsonLines,
}
