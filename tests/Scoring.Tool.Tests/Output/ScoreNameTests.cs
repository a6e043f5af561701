using Scoring.Records;
using Scoring.Tool.Output;

namespace Scoring.Tool.Tests.Output;

/// <summary>What the columns of the output are called.</summary>
public sealed class ScoreNameTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Unnamed_answer_is_called_score() => Assert.Equal(["score"], new ScoreNames([]).Of(new ColumnSchema("", ElementType.Float32, [1])));

    [Fact]
    public void Unnamed_vector_beside_a_kept_score_gets_a_suffix() =>
        Assert.Equal(["score_score_0", "score_score_1"], new ScoreNames(["score"]).Of(new ColumnSchema("", ElementType.Float32, [2])));

    [Fact]
    public async Task Outputs_follow_each_other()
    {
        byte[] model = new ModelWriter().Input("X", "float[N,1]").Node("Neg", ["X"], ["minus"]).Node("Abs", ["X"], ["size"]).Output("size", "float[N,1]").Output("minus", "float[N,1]").ToBytes();
        Assert.Equal("size,minus\n2,2\n", await ToolRun.ScoreAsync(_folder.Write("two.onnx", model), "X\n-2\n"));
    }

    [Fact]
    public async Task Vector_is_numbered() =>
        Assert.StartsWith("probabilities_0,probabilities_1,probabilities_2\n", await ToolRun.ScoreAsync(Models.PathOf("logreg4"), "a,b,c,d\n1,2,3,4\n"), StringComparison.Ordinal);

    [Fact]
    public async Task ZipMap_is_named_by_its_labels() =>
        Assert.StartsWith("label,probs_0,probs_1,probs_2\n1,", await ToolRun.ScoreAsync(Models.PathOf("logreg4_zipmap"), "a,b,c,d\n1,2,3,4\n"), StringComparison.Ordinal);

    [Fact]
    public async Task Output_named_like_a_kept_column_gets_a_suffix() =>
        Assert.Equal("Y,Y_score\n7,1\n", await ToolRun.ScoreAsync(Models.PathOf("identity1"), "X,Y\n1,7\n", "--columns", "X", "--keep", "Y"));

    [Fact]
    public async Task Suffix_avoids_other_kept_columns() =>
        Assert.Equal("Y,Y_score,Y_score_score\n7,8,1\n", await ToolRun.ScoreAsync(Models.PathOf("identity1"), "X,Y,Y_score\n1,7,8\n", "--columns", "X", "--keep", "Y,Y_score"));

    [Fact]
    public async Task Vector_named_like_a_kept_column_gets_a_suffix() =>
        Assert.Equal("Y,Y_score_0,Y_score_1\n9,1,2\n", await ToolRun.ScoreAsync(Models.WriteEcho(_folder, "float[N,2]"), "a,b,Y\n1,2,9\n", "--keep", "Y"));

    [Fact]
    public async Task Element_named_like_a_kept_column_gets_a_suffix() =>
        Assert.Equal("Y_1,Y_0,Y_1_score\n9,1,2\n", await ToolRun.ScoreAsync(Models.WriteEcho(_folder, "float[N,2]"), "a,b,Y_1\n1,2,9\n", "--keep", "Y_1"));
}
