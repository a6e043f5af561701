using System.Runtime.InteropServices;
using Scoring.Onnx.Native;
using Scoring.Onnx.Tests.Golden;
using Scoring.Onnx.Tests.Support;

namespace Scoring.Onnx.Tests.Native;

/// <summary>A native library is loaded from where it is said to be, checked, and never makes a noise.</summary>
[Collection(StandardError.Collection)]
public sealed class LibraryTests
{
    [Fact]
    public async Task Library_of_the_option_is_the_one_that_runs()
    {
        // A copy: the process then has two runtimes side by side, each with an environment of its own.
        using var folder = new TempFolder();
        string copy = folder.Combine(Path.GetFileName(OrtLibraryLocator.Find(null)));
        File.Copy(OrtLibraryLocator.Find(null), copy);
        string written = await StandardError.CaptureAsync(async () =>
        {
            OnnxScoringClient client = TestModels.Load("logreg4", new OnnxScoringOptions { LibraryPath = folder.FullName });
            Assert.Equal(copy, client.Info.RuntimeLibrary);
            await using OnnxScoringClient usual = TestModels.Load("logreg4");
            Assert.NotEqual(copy, usual.Info.RuntimeLibrary);
            await GoldenRun.RunAsync(client, FittedModel.Read(TestModels.Folder, "logreg4"), Route.Batch, 100);
            await GoldenRun.RunAsync(usual, FittedModel.Read(TestModels.Folder, "logreg4"), Route.Batch, 100);
            Assert.Throws<ScoringModelException>(() => OnnxScoringClient.Load(new byte[100], new OnnxScoringOptions { LibraryPath = copy }));
        });
        Assert.Equal("", written);
    }

    [Fact]
    public void Path_without_a_library_is_an_error_with_remedies()
    {
        using var folder = new TempFolder();
        var error = Assert.Throws<ScoringModelException>(() => TestModels.Load("logreg4", new OnnxScoringOptions { LibraryPath = folder.FullName }));
        Assert.Contains($"OnnxScoringOptions.LibraryPath, '{folder.FullName}', holds none", error.Message, StringComparison.Ordinal);
        Assert.Contains("Remedies", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_no_library_is_an_error_that_names_it()
    {
        using var folder = new TempFolder();
        string path = folder.Write("libonnxruntime.so", "not a library"u8);
        var error = Assert.Throws<ScoringModelException>(() => TestModels.Load("logreg4", new OnnxScoringOptions { LibraryPath = path }));
        Assert.Contains($"'{path}' cannot be loaded on {RuntimeInformation.RuntimeIdentifier}", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public void Library_of_something_else_is_an_error_that_names_it()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string path = Directory.EnumerateFiles(runtime, "*System.Native*").First(file => !file.EndsWith(".a", StringComparison.Ordinal));
        var error = Assert.Throws<ScoringModelException>(() => TestModels.Load("logreg4", new OnnxScoringOptions { LibraryPath = path }));
        Assert.Contains($"'{path}' is not ONNX Runtime", error.Message, StringComparison.Ordinal);
    }
}
