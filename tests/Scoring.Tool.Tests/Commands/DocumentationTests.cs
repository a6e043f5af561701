using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Scoring.Tool.Diagnosis;
using Scoring.Tool.Input;

namespace Scoring.Tool.Tests.Commands;

/// <summary>docs/cli.md knows every option, code and exit code.</summary>
public partial class DocumentationTests
{
    private static readonly string s_document = File.ReadAllText(Path.Combine(RepositoryFolder(), "docs", "cli.md"));

    [Theory]
    [InlineData("score")]
    [InlineData("tune")]
    [InlineData("plan")]
    [InlineData("doctor")]
    public async Task Options_are_documented(string command)
    {
        string help = (await ToolRun.RunAsync(command, "--help")).Output;
        string[] options = [.. Option().Matches(help).Select(static match => match.Value).Distinct().Where(static option => option != "--help")];
        Assert.True(options.Length >= 6, string.Join(" ", options));
        Assert.All(options, option => Assert.Contains(option, s_document, StringComparison.Ordinal));
    }

    [Fact]
    public void Row_codes_are_documented()
    {
        string[] codes = [.. typeof(RowCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!)];
        Assert.Equal(13, codes.Length);
        Assert.All(codes, code => Assert.Contains($"`{code}`", s_document, StringComparison.Ordinal));
    }

    [Fact]
    public void Topics_of_the_doctor_are_documented()
    {
        string[] topics = [.. typeof(Topics).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!)];
        Assert.All(topics, topic => Assert.Contains($"`{topic}`", s_document, StringComparison.Ordinal));
    }

    [Fact]
    public void Exit_codes_are_documented() =>
        Assert.All(Enum.GetValues<ExitCode>(), static code => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\n| {(int)code} | "), s_document, StringComparison.Ordinal));

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();

    private static string RepositoryFolder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Scoring.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
