using System.Security.Cryptography;

namespace Scoring.Repository.Tests.NativeLibrary;

public sealed class FetchedLibraryTests : IDisposable
{
    private static readonly byte[] s_library = "a library"u8.ToArray();
    private static readonly string s_hash = Convert.ToHexStringLower(SHA256.HashData(s_library));
    private static readonly string s_acceptHash = $"-p:OnnxRuntimeNodeSha256={s_hash}";

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task NuGet_package_gives_its_library_and_is_restored_once()
    {
        StandInPackage.Write(_sandbox.FeedFolder, Sandbox.PinnedPackageVersion, s_library);

        var first = await _sandbox.GetOnnxRuntimeAsync("-v:normal");
        var second = await _sandbox.GetOnnxRuntimeAsync("-v:normal");

        first.AssertSucceeded();
        second.AssertSucceeded();
        AssertCached();
        Assert.Contains("OnnxRuntime.Package.csproj", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("OnnxRuntime.Package.csproj", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NuGet_package_wins_over_npm_package()
    {
        StandInPackage.Write(_sandbox.FeedFolder, Sandbox.PinnedPackageVersion, s_library);
        var npm = new StandInNpm(_sandbox, "another library"u8.ToArray());

        (await _sandbox.GetOnnxRuntimeAsync()).AssertSucceeded();

        AssertCached();
        Assert.Empty(npm.Calls);
    }

    [Fact]
    public async Task Npm_package_gives_its_library_and_is_downloaded_once()
    {
        var npm = new StandInNpm(_sandbox, s_library);

        (await _sandbox.GetOnnxRuntimeAsync(s_acceptHash)).AssertSucceeded();
        (await _sandbox.GetOnnxRuntimeAsync(s_acceptHash)).AssertSucceeded();

        AssertCached();
        var call = Assert.Single(npm.Calls);
        Assert.StartsWith($"pack onnxruntime-node@{Sandbox.PinnedNodeVersion} --ignore-scripts", call, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Npm_package_with_a_wrong_hash_is_refused()
    {
        _ = new StandInNpm(_sandbox, s_library);
        _sandbox.Environment["OnnxRuntimeNodeSha256"] = s_hash;

        var output = await _sandbox.GetOnnxRuntimeAsync();

        output.AssertFailed($"has SHA-256 {s_hash}, expected ffb75a925ba05e47b235bb66e3e3911714a80b328a9c9425539feb204aa32a23");
        Assert.Empty(Directory.GetFileSystemEntries(_sandbox.CacheFolder));
    }

    [Fact]
    public async Task Npm_that_fails_is_named_with_its_exit_code()
    {
        _ = new StandInNpm(_sandbox, s_library, exitCode: 7);

        var output = await _sandbox.GetOnnxRuntimeAsync(s_acceptHash);

        output.AssertFailed($"onnxruntime-node {Sandbox.PinnedNodeVersion}: npm pack ended with exit code 7.");
    }

    [Fact]
    public async Task Raised_version_is_fetched_again()
    {
        var npm = new StandInNpm(_sandbox, s_library);

        (await _sandbox.GetOnnxRuntimeAsync(s_acceptHash)).AssertSucceeded();
        (await _sandbox.GetOnnxRuntimeAsync(s_acceptHash, "-p:OnnxRuntimeNodeVersion=99.0.0")).AssertSucceeded();

        AssertCached();
        Assert.Equal(2, npm.Calls.Length);
    }

    [Fact]
    public async Task Library_put_into_the_cache_by_hand_is_kept()
    {
        var library = _sandbox.Write($"cache/{Sandbox.Rid}/{Sandbox.LibraryName}", "by hand");

        (await _sandbox.GetOnnxRuntimeAsync()).AssertSucceeded();

        Assert.Equal("by hand", await File.ReadAllTextAsync(library, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task No_way_left_is_one_error_with_each_reason_and_remedy()
    {
        var output = await _sandbox.GetOnnxRuntimeAsync("-v:normal");

        output.AssertFailed(
            "No ONNX Runtime library for linux-x64.",
            "neither OnnxRuntimeLibrary nor SCORING_ONNXRUNTIME is set",
            $"NuGet package Microsoft.ML.OnnxRuntime {Sandbox.PinnedPackageVersion}: dotnet restore ended with exit code 1, error NU1101",
            $"npm package onnxruntime-node {Sandbox.PinnedNodeVersion}: npm is not installed",
            "name a library file or folder by -p:OnnxRuntimeLibrary",
            "add a NuGet source",
            "install npm",
            "1 Error(s)");
        Assert.Empty(Directory.GetFileSystemEntries(_sandbox.CacheFolder));
    }

    [Fact]
    public async Task Platform_without_a_library_is_named()
    {
        var output = await _sandbox.RunAsync("msbuild", Sandbox.OnnxRuntimeProject, "-p:OnnxRuntimeRid=osx-x64");

        output.AssertFailed("the package has no library for osx-x64");
    }

    private void AssertCached()
    {
        Assert.Equal(s_library, File.ReadAllBytes(_sandbox.CachedLibrary));
        var files = Directory.GetFiles(_sandbox.CacheFolder, "*", SearchOption.AllDirectories).Select(Path.GetFileName);
        Assert.Equal([Sandbox.LibraryName, "versions.txt"], files.Order(StringComparer.Ordinal));
    }
}
