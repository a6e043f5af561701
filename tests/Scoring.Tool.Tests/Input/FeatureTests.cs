namespace Scoring.Tool.Tests.Input;

/// <summary>Which columns become features, and how they fill the inputs of a model.</summary>
public sealed class FeatureTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Packed_input_takes_all_columns_that_are_not_kept() =>
        Assert.Equal("id,Y_0,Y_1\nx,1,2\n", await ToolRun.ScoreAsync(Echo("float[N,2]"), "a,id,b\n1,x,2\n", "--keep", "id"));

    [Theory]
    [InlineData("X_1,X_0\n2,1\n")]
    [InlineData("z,X_0,X_1\n9,1,2\n")]
    public async Task Numbered_columns_fill_the_input_they_are_named_after(string input) =>
        Assert.Equal("Y_0,Y_1\n1,2\n", await ToolRun.ScoreAsync(Echo("float[N,2]"), input));

    [Fact]
    public async Task Numbered_columns_that_are_too_few_are_told() =>
        (await ScoreAsync(Echo("float[N,2]"), "X_0,z\n1,2\n")).AssertRefused(ExitCode.Usage, "takes 2 values per row in input 'X'", "stdin has 1 column: X_0.");

    [Fact]
    public async Task Tens_of_thousands_of_columns_are_features()
    {
        const int Columns = 30_000;
        string header = string.Join(',', Enumerable.Range(0, Columns).Select(static i => $"c{i}")), cells = string.Join(',', Enumerable.Range(0, Columns));

        string[] lines = (await ToolRun.ScoreAsync(Echo("float[N,?]"), $"{header}\n{cells}\n")).Split('\n');

        Assert.Equal(cells, lines[1]);
    }

    [Fact]
    public async Task Columns_are_taken_in_the_order_they_are_named() =>
        Assert.Equal("Y_0,Y_1\n2,1\n", await ToolRun.ScoreAsync(Echo("float[N,2]"), "a,b\n1,2\n", "--columns", "b,a"));

    [Fact]
    public async Task Options_may_be_repeated() =>
        Assert.Equal("Y_0,Y_1\n2,1\n", await ToolRun.ScoreAsync(Echo("float[N,2]"), "a,b\n1,2\n", "--columns", "b", "--columns", "a"));

    [Fact]
    public async Task Input_of_unknown_size_takes_what_there_is() =>
        Assert.Equal("Y_0,Y_1,Y_2\n1,2,3\n", await ToolRun.ScoreAsync(Echo("float[N,?]"), "a,b,c\n1,2,3\n"));

    [Fact]
    public async Task Flat_columns_fill_any_row_shape_in_order() =>
        Assert.Equal("Y_0_0,Y_0_1,Y_1_0,Y_1_1\n1,2,3,4\n", await ToolRun.ScoreAsync(Echo("float[N,2,2]"), "a,b,c,d\n1,2,3,4\n"));

    [Fact]
    public async Task One_unknown_dimension_is_worked_out() =>
        Assert.Equal("Y_0_0,Y_0_1,Y_1_0,Y_1_1,Y_2_0,Y_2_1\n1,2,3,4,5,6\n", await ToolRun.ScoreAsync(Echo("float[N,?,2]"), "a,b,c,d,e,f\n1,2,3,4,5,6\n"));

    [Fact]
    public async Task Two_unknown_dimensions_are_told()
    {
        ToolRun run = await ScoreAsync(Echo("float[N,?,?]"), "a,b\n1,2\n");
        run.AssertRefused(ExitCode.Usage, "input 'X' Float32 [?, ?] has more than one dimension of unknown size");
    }

    [Fact]
    public async Task Named_inputs_are_found_by_name()
    {
        string named = await ToolRun.ScoreAsync(Models.PathOf("columns4"), "visits,age,income,tenure,x\n4,1,2,3,9\n");
        Assert.Equal(named, await ToolRun.ScoreAsync(Models.PathOf("columns4"), "a,b,c,d\n1,2,3,4\n", "--columns", "a,b,c,d"));
        Assert.Equal(named, await ToolRun.ScoreAsync(Models.PathOf("columns4"), "visits,age,income,tenure\n4,1,2,3\n", "--columns", "visits,tenure,income,age"));
    }

    [Fact]
    public async Task Missing_named_input_is_told() =>
        (await ScoreAsync(Models.PathOf("columns4"), "visit,age,income,tenure\n4,1,2,3\n")).AssertRefused(ExitCode.Usage, "no column 'visits' in stdin; did you mean 'visit'?", "--columns");

    [Fact]
    public async Task Named_input_that_is_left_out_is_told() =>
        (await ScoreAsync(Models.PathOf("columns4"), "visits,age,income,tenure\n4,1,2,3\n", "--columns", "age,income,tenure")).AssertRefused(ExitCode.Usage, "also needs input 'visits'");

    [Fact]
    public async Task Column_that_would_go_to_another_input_than_its_own_is_told() =>
        (await ScoreAsync(Models.PathOf("columns4"), "income,age,b,c\n4,1,2,3\n", "--columns", "income,age,b,c")).AssertRefused(ExitCode.Usage, "column 'income' would go to input 'age'");

    [Fact]
    public async Task Vectors_among_named_inputs_are_numbered_columns()
    {
        byte[] model = new ModelWriter().Input("a", "float[N,2]").Input("b", "float[N,1]").Node("Concat", ["a", "b"], ["y"], ("axis", 1)).Output("y", "float[N,3]").ToBytes();
        string path = _folder.Write("two.onnx", model);
        Assert.Equal("y_0,y_1,y_2\n1,2,3\n", await ToolRun.ScoreAsync(path, "b,a_1,a_0\n3,2,1\n"));
        Assert.Equal("y_0,y_1,y_2\n1,2,3\n", await ToolRun.ScoreAsync(path, "p,q,r\n1,2,3\n", "--columns", "p,q,r"));
        Assert.Equal("{\"y_0\":1,\"y_1\":2,\"y_2\":3}\n", await ToolRun.ScoreAsync(path, "{\"a\":[1,2],\"b\":3}\n", "--format", "jsonl"));
    }

    private string Echo(string type) => Models.WriteEcho(_folder, type);

    private static Task<ToolRun> ScoreAsync(string model, string input, params string[] args) => ToolRun.RunWithAsync(input, ["score", model, "--input", "-", .. args]);
}
