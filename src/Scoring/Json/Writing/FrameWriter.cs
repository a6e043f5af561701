using Scoring.Records;

namespace Scoring.Json.Writing;

/// <summary>Writes batches in one layout. Immutable and thread-safe.</summary>
internal abstract class FrameWriter
{
    /// <summary>Writes all rows.</summary>
    public abstract void Write(RecordBatch rows, ref JsonOutput output);

    /// <summary>Throws when an element of a column was refused.</summary>
    protected static void Check(int refused, FrameColumn column, RecordBatch rows)
    {
        if (refused != ColumnWriter.Done) JsonWriteThrow.NotFinite(rows, column, refused);
    }
}
