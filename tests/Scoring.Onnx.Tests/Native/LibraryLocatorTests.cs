using System.Runtime.InteropServices;
using Scoring.Onnx.Native;
using Scoring.Onnx.Tests.Support;

namespace Scoring.Onnx.Tests.Native;

/// <summary>The native library is taken from the first place that has it: the option, the environment, beside the application, the system.</summary>
public sealed class LibraryLocatorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static string FileName => OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";

    private static string Rid => $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Option_goes_before_everything()
    {
        string option = Place("option"), variable = Place("variable"), application = PlaceInApplication();
        Assert.Equal(option, OrtLibraryLocator.Find(option, variable, application));
        Assert.Equal(option, OrtLibraryLocator.Find(Path.GetDirectoryName(option), variable, application));
    }

    [Fact]
    public void Environment_goes_before_the_application()
    {
        string variable = Place("variable"), application = PlaceInApplication();
        Assert.Equal(variable, OrtLibraryLocator.Find(null, variable, application));
        Assert.Equal(variable, OrtLibraryLocator.Find("", Path.GetDirectoryName(variable), application));
    }

    [Fact]
    public void Runtime_folder_goes_before_the_application_folder()
    {
        string application = PlaceInApplication();
        string beside = Place("application");
        Assert.Equal(Path.Combine(application, "runtimes", Rid, "native", FileName), OrtLibraryLocator.Find(null, null, application));
        Directory.Delete(Path.Combine(application, "runtimes"), recursive: true);
        Assert.Equal(beside, OrtLibraryLocator.Find(null, null, application));
    }

    [Fact]
    public void Runtime_folder_of_this_systems_own_name_goes_first()
    {
        string application = PlaceInApplication();
        string own = Place(Path.Combine("application", "runtimes", RuntimeInformation.RuntimeIdentifier, "native"));
        Assert.Equal(own, OrtLibraryLocator.Find(null, null, application));
    }

    [Fact]
    public void Versioned_file_is_taken_where_there_is_no_plain_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Versioned names are looked for where libraries have them, and are written otherwise elsewhere.");
        string versioned = _folder.Write("lib/libonnxruntime.so.1.30.0", [1]);
        Assert.Equal(versioned, OrtLibraryLocator.Find(_folder.Combine("lib"), null, ""));
        string plain = Place("lib");
        Assert.Equal(plain, OrtLibraryLocator.Find(_folder.Combine("lib"), null, ""));
    }

    [Fact]
    public void File_of_any_name_is_taken_when_it_is_named()
    {
        string other = _folder.Write("other.name", [1]);
        Assert.Equal(other, OrtLibraryLocator.Find(other, null, ""));
    }

    [Fact]
    public void Relative_path_becomes_a_full_one()
    {
        string option = Place("option");
        Assert.Equal(option, OrtLibraryLocator.Find(Path.GetRelativePath(Directory.GetCurrentDirectory(), option), null, ""));
    }

    [Fact]
    public void Option_that_holds_none_is_an_error_with_remedies()
    {
        string application = PlaceInApplication();
        foreach (string path in new[] { _folder.Combine("missing"), _folder.FullName })
        {
            var error = Assert.Throws<ScoringModelException>(() => OrtLibraryLocator.Find(path, Place("variable"), application));
            AssertRemedies(error, $"OnnxScoringOptions.LibraryPath, '{path}'");
        }
    }

    [Fact]
    public void Environment_that_holds_none_is_an_error_with_remedies()
    {
        string application = PlaceInApplication();
        var error = Assert.Throws<ScoringModelException>(() => OrtLibraryLocator.Find(null, _folder.Combine("missing"), application));
        AssertRemedies(error, $"SCORING_ONNXRUNTIME, '{_folder.Combine("missing")}'");
    }

    [Fact]
    public void Nothing_anywhere_is_an_error_that_lists_every_place()
    {
        string application = _folder.Combine("empty");
        Directory.CreateDirectory(application);
        Exception? error = Record.Exception(() => OrtLibraryLocator.Find(null, null, application));
        Assert.SkipWhen(error is null, "The system's own loader has a library here.");
        AssertRemedies(Assert.IsType<ScoringModelException>(error), Path.Combine(application, "runtimes", Rid, "native"));
        Assert.Contains($"'{application}'", error!.Message, StringComparison.Ordinal);
    }

    private static void AssertRemedies(ScoringModelException error, string place)
    {
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.Contains("Microsoft.ML.OnnxRuntime", error.Message, StringComparison.Ordinal);
        Assert.Contains("OnnxScoringOptions.LibraryPath", error.Message, StringComparison.Ordinal);
        Assert.Contains("SCORING_ONNXRUNTIME", error.Message, StringComparison.Ordinal);
    }

    private string Place(string folder) => _folder.Write(Path.Combine(folder, FileName), [1]);

    private string PlaceInApplication()
    {
        Place(Path.Combine("application", "runtimes", Rid, "native"));
        return _folder.Combine("application");
    }
}
