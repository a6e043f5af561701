using Scoring.Records;
using Scoring.Tool.Features;
using Scoring.Tool.Input;

namespace Scoring.Tool.Running;

/// <summary>The rows of a block that share a partition, copied together in their order.</summary>
internal sealed class PartitionedRows : IDisposable
{
    private PartitionedRows(int partition, RecordBatch rows, int[] positions) => (Partition, Rows, Positions) = (partition, rows, positions);

    public int Partition { get; }

    public RecordBatch Rows { get; }

    /// <summary>The place of each row in the block.</summary>
    public int[] Positions { get; }

    public static IEnumerable<PartitionedRows> Of(RowBlock block, FeatureLayout layout) =>
        Enumerable.Range(0, block.Count).GroupBy(row => block.Partitions[row]).Select(group => Copy(block, layout, group.Key, [.. group]));

    public void Dispose() => Rows.Dispose();

    private static PartitionedRows Copy(RowBlock block, FeatureLayout layout, int partition, int[] positions)
    {
        RecordBatch rows = RecordBatch.Rent(layout.Schema, positions.Length);
        foreach (FeatureColumn column in layout.Columns)
        {
            for (int i = 0; i < positions.Length; i++) column.Copy(block.Rows, positions[i], rows, i);
        }

        return new PartitionedRows(partition, rows, positions);
    }
}
