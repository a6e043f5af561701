using System.Text;
using Scoring.Streaming;
using Scoring.Tool.Features;
using Scoring.Tool.Input;
using Scoring.Tool.Running;

namespace Scoring.Tool.Tests.Running;

public class BlockScorerTests
{
    [Fact]
    public async Task Rows_of_a_key_go_to_its_partition_in_their_order()
    {
        string[] keys = ["paris", "oslo", "tokyo", "oslo", "paris", "oslo"];
        var client = new ScriptedClient();
        (RowBlock block, BlockScores scores) = await ScoreAsync(client, keys.Select(static (key, i) => $"{key},{i}"), "key");

        foreach (IGrouping<string, (string Key, int Row)> group in keys.Select(static (key, row) => (key, row)).GroupBy(static k => k.key))
        {
            int partition = PartitionSelector.PartitionOf(group.Key, RowBlockReader.Partitions);
            float[] sent = Assert.Single(client.Requests, request => request.Partition == partition).Rows;
            Assert.Equal(group.Select(static k => (float)k.Row), sent.Where(value => keys[(int)value] == group.Key));
        }

        AssertScores(block, scores, Enumerable.Range(0, keys.Length).Select(static i => (float?)i));
    }

    [Fact]
    public async Task Refused_rows_are_found_and_fail_alone()
    {
        var client = new ScriptedClient(static value => value is 3 or 64 or 65);
        (RowBlock block, BlockScores scores) = await ScoreAsync(client, Enumerable.Range(0, 100).Select(static i => $"k,{i}"), partitionBy: null);

        AssertScores(block, scores, Enumerable.Range(0, 100).Select(static i => i is 3 or 64 or 65 ? (float?)null : i));
        Assert.Equal([4, 65, 66], block.Failures.Select(static failure => failure.Row).Order());
        Assert.All(block.Failures, static failure => Assert.Equal("refused", failure.Code));
        Assert.InRange(client.Requests.Count, 10, 40);
    }

    [Fact]
    public async Task Refused_rows_of_partitions_are_found_too()
    {
        var client = new ScriptedClient(static value => value == 5);
        (RowBlock block, BlockScores scores) = await ScoreAsync(client, Enumerable.Range(0, 20).Select(static i => $"k{i % 3},{i}"), "key");

        AssertScores(block, scores, Enumerable.Range(0, 20).Select(static i => i == 5 ? (float?)null : i));
        Assert.Equal(6, Assert.Single(block.Failures).Row);
    }

    private static async Task<(RowBlock Block, BlockScores Scores)> ScoreAsync(ScriptedClient client, IEnumerable<string> rows, string? partitionBy)
    {
        byte[] csv = Encoding.UTF8.GetBytes($"key,X\n{string.Join('\n', rows)}\n");
        using var reader = new CsvRowReader("--input", "test", new MemoryStream(csv), ',', comments: false);
        FeatureLayout layout = new FeaturePlanner(await client.GetSignatureAsync(), reader).Plan([], []);
        var blocks = new RowBlockReader(reader, layout, [], partitionBy, rowBytes: 8);
        RowBlock block = blocks.CreateBlock();
        Assert.True(blocks.Fill(block));
        var scores = new BlockScores(block);
        await new BlockScorer(new RefusalSearch(client, client), layout, partitionBy is not null).StartAsync(block, scores, CancellationToken.None);
        return (block, scores);
    }

    private static void AssertScores(RowBlock block, BlockScores scores, IEnumerable<float?> expected)
    {
        var actual = Enumerable.Range(0, block.Count).Select(row =>
            scores.TryGet(row, out var response, out int responseRow) ? response.GetColumn<float>(0)[responseRow] : (float?)null);
        Assert.Equal(expected, actual);
    }
}
