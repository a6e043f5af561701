namespace Scoring.Repository.Tests.Architecture;

/// <summary>The rules on sources would hold for every file if the reader of sources saw nothing.</summary>
public sealed class SourceFileTests
{
    [Theory]
    [InlineData("public readonly record struct Row(int X);", "Row.cs", true)]
    [InlineData("public interface IClient<TRow, TScore> : IDisposable", "IClient.T.cs", true)]
    [InlineData("public interface IClient<TRow, TScore>", "IClient.cs", true)]
    [InlineData("public interface IClient", "IClient.T.cs", false)]
    [InlineData("internal static unsafe partial class Kernel", "Kernel.Simd.cs", true)]
    [InlineData("internal sealed class Kernel", "Kernel.Simd.cs", true)]
    [InlineData("internal sealed class Kernel", "Kernel.Fast.cs", false)]
    [InlineData("internal sealed partial class Kernel<T>", "Kernel.T.Simd.cs", true)]
    [InlineData("public delegate ref readonly T Pick<in TIn, T>(TIn value);", "Pick.cs", true)]
    [InlineData("internal delegate Func<int, List<int>> Make();", "Make.cs", true)]
    [InlineData("internal enum Kind", "Sort.cs", false)]
    public void File_name_fits_its_type_or_not(string declaration, string fileName, bool fits)
    {
        var type = Assert.Single(TypeDeclaration.In($"namespace A;\n\n{declaration}\n{{\n    class Nested;\n}}\n"));
        Assert.Equal(fits, type.Fits(fileName));
    }

    [Fact]
    public void Two_types_in_one_file_are_both_seen() =>
        Assert.Equal(["A", "B"], TypeDeclaration.In("public record A;\nfile abstract class B;\n").Select(type => type.Name));

    [Theory]
    [InlineData("Scoring.Onnx/Native/Api.cs", "Scoring.Onnx.Native")]
    [InlineData("Scoring/Retry/RetryBuilderExtensions.cs", "Scoring.Retry", "Scoring")]
    [InlineData("Scoring/Hosting/ScoringServiceCollectionExtensions.cs", "Scoring.Hosting", "Microsoft.Extensions.DependencyInjection")]
    public void Folder_gives_the_allowed_namespaces(string path, params string[] expected) =>
        Assert.Equal(expected, new SourceFile(path.Replace('/', Path.DirectorySeparatorChar), "").AllowedNamespaces);

    [Fact]
    public void Namespace_and_lines_are_read()
    {
        var file = new SourceFile("A.cs", "using B;\n\nnamespace Some.Thing;\n// word\n");
        Assert.Equal("Some.Thing", file.Namespace);
        Assert.Equal([4], file.LinesWith("word"));
    }
}
