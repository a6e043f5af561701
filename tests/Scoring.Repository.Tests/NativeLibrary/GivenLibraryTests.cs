namespace Scoring.Repository.Tests.NativeLibrary;

public sealed class GivenLibraryTests : IDisposable
{
    private const string AskForPath = "-getTargetResult:GetOnnxRuntime";

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task File_given_by_property_is_used_where_it_lies()
    {
        var library = _sandbox.Write("own/my-runtime.so", "given");

        var output = await _sandbox.GetOnnxRuntimeAsync($"-p:OnnxRuntimeLibrary={library}", AskForPath);

        Assert.Equal(library, output.LibraryPath);
        Assert.False(Directory.Exists(_sandbox.CacheFolder));
    }

    [Fact]
    public async Task Relative_path_starts_where_the_build_was_started()
    {
        var library = _sandbox.Write("own/my-runtime.so", "given");

        var output = await _sandbox.GetOnnxRuntimeAsync("-p:OnnxRuntimeLibrary=own/my-runtime.so", AskForPath);

        Assert.Equal(library, output.LibraryPath);
    }

    [Theory]
    [InlineData("linux-x64", "libonnxruntime.so")]
    [InlineData("linux-x64", "libonnxruntime.so.1")]
    [InlineData("linux-x64", "libonnxruntime.so.1.23.2")]
    [InlineData("win-x64", "onnxruntime.dll")]
    [InlineData("osx-arm64", "libonnxruntime.1.23.2.dylib")]
    public async Task Folder_given_by_environment_variable_is_searched(string rid, string fileName)
    {
        var library = _sandbox.Write($"own/{fileName}", "given");
        _sandbox.Write("own/libonnxruntime_providers_shared.so", "another library");
        _sandbox.Environment["SCORING_ONNXRUNTIME"] = _sandbox.PathOf("own");

        var output = await _sandbox.RunAsync("msbuild", Sandbox.OnnxRuntimeProject, $"-p:OnnxRuntimeRid={rid}", AskForPath);

        Assert.Equal(library, output.LibraryPath);
    }

    [Fact]
    public async Task Property_wins_over_environment_variable_and_cache()
    {
        var library = _sandbox.Write("own/my-runtime.so", "given");
        _sandbox.Write($"cache/{Sandbox.Rid}/{Sandbox.LibraryName}", "cached");
        _sandbox.Environment["SCORING_ONNXRUNTIME"] = _sandbox.Write("other.so", "other");

        var output = await _sandbox.GetOnnxRuntimeAsync($"-p:OnnxRuntimeLibrary={library}", AskForPath);

        Assert.Equal(library, output.LibraryPath);
    }

    [Fact]
    public async Task Missing_path_given_by_property_is_named()
    {
        var output = await _sandbox.GetOnnxRuntimeAsync($"-p:OnnxRuntimeLibrary={_sandbox.PathOf("missing")}");

        output.AssertFailed($"OnnxRuntimeLibrary names '{_sandbox.PathOf("missing")}', which does not exist.");
    }

    [Fact]
    public async Task Missing_path_given_by_environment_variable_is_named()
    {
        _sandbox.Environment["SCORING_ONNXRUNTIME"] = _sandbox.PathOf("missing");

        var output = await _sandbox.GetOnnxRuntimeAsync();

        output.AssertFailed($"SCORING_ONNXRUNTIME names '{_sandbox.PathOf("missing")}', which does not exist.");
    }

    [Fact]
    public async Task Folder_without_a_library_is_named()
    {
        var output = await _sandbox.GetOnnxRuntimeAsync($"-p:OnnxRuntimeLibrary={_sandbox.FeedFolder}");

        output.AssertFailed($"'{_sandbox.FeedFolder}', which has no libonnxruntime.so*");
    }
}
