namespace Scoring.Tool.Tests.Input;

/// <summary>Text to values of every element type, and back.</summary>
public sealed class ElementTypeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("float", "0.1", "0.1")]
    [InlineData("float", "1e5", "100000")]
    [InlineData("float", "16777217", "16777216")]
    [InlineData("float", "-Infinity", "-Infinity")]
    [InlineData("float", "inf", "Infinity")]
    [InlineData("double", "-inf", "-Infinity")]
    [InlineData("double", "0.1", "0.1")]
    [InlineData("double", "1.7976931348623157E+308", "1.7976931348623157E+308")]
    [InlineData("float16", "0.1", "0.1")]
    [InlineData("int8", "-128", "-128")]
    [InlineData("int16", "-32768", "-32768")]
    [InlineData("int32", "2147483647", "2147483647")]
    [InlineData("int64", "-9223372036854775808", "-9223372036854775808")]
    [InlineData("int64", "9007199254740993.0", "9007199254740993")]
    [InlineData("int64", "3.0", "3")]
    [InlineData("int64", "1e5", "100000")]
    [InlineData("uint8", "255", "255")]
    [InlineData("uint16", "65535", "65535")]
    [InlineData("uint32", "4294967295", "4294967295")]
    [InlineData("uint64", "18446744073709551615", "18446744073709551615")]
    [InlineData("bool", "TRUE", "true")]
    [InlineData("bool", "1", "true")]
    [InlineData("bool", "0", "false")]
    [InlineData("string", "a b", "a b")]
    public async Task Value_comes_through(string type, string given, string expected) =>
        Assert.Equal($"Y\n{expected}\n", await ToolRun.ScoreAsync(Models.WriteEcho(_folder, $"{type}[N,1]"), $"X\n{given}\n"));

    [Theory]
    [InlineData("float16", "70000", "range")]
    [InlineData("double", "1e999", "range")]
    [InlineData("int8", "128", "range")]
    [InlineData("uint8", "-1", "range")]
    [InlineData("uint64", "18446744073709551616", "range")]
    [InlineData("int64", "1e300", "range")]
    [InlineData("int64", "2.5", "number")]
    [InlineData("int64", "NaN", "number")]
    [InlineData("int64", "two", "number")]
    [InlineData("int64", "", "missing")]
    [InlineData("bool", "", "missing")]
    [InlineData("bool", "yes", "bool")]
    [InlineData("float", "yes", "number")]
    public async Task Value_that_does_not_fit_is_a_row_error(string type, string given, string code)
    {
        ToolRun run = await ToolRun.RunWithAsync($"id,X\n1,{given}\n", "score", Models.WriteEcho(_folder, $"{type}[N,1]"), "--input", "-", "--columns", "X");
        Assert.Equal((ExitCode.RowsFailed, "Y\n"), (run.Code, run.Output));
        Assert.StartsWith($"row 1: {code}: line 2: column 'X' is", run.Error, StringComparison.Ordinal);
    }
}
