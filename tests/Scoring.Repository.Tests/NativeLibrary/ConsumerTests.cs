using System.Security.Cryptography;

namespace Scoring.Repository.Tests.NativeLibrary;

public sealed class ConsumerTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Output_follows_the_library_that_is_given()
    {
        var consumer = WriteConsumer("Consumer");
        _sandbox.Write($"cache/{Sandbox.Rid}/{Sandbox.LibraryName}", "cached");
        var newer = _sandbox.Write("newer.so", "newer");
        var older = _sandbox.Write("older.so", "older");
        File.SetLastWriteTimeUtc(older, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        Assert.Equal("newer", await BuildAsync(consumer, $"-p:OnnxRuntimeLibrary={newer}", "-restore"));
        Assert.Equal("older", await BuildAsync(consumer, $"-p:OnnxRuntimeLibrary={older}"));
        Assert.Equal("cached", await BuildAsync(consumer));
    }

    [Fact]
    public async Task Publish_folder_has_the_library_for_the_platform_of_the_SDK()
    {
        var consumer = WriteConsumer("Consumer");
        var library = _sandbox.Write("own/my-runtime.so", "given");

        var output = await _sandbox.RunAsync("publish", consumer, $"-p:OnnxRuntimeLibrary={library}", $"-p:PublishDir={_sandbox.PathOf("published")}/");

        output.AssertSucceeded();
        var published = Assert.Single(Directory.GetFiles(_sandbox.PathOf("published/runtimes"), "*", SearchOption.AllDirectories));
        Assert.Equal("native", Path.GetFileName(Path.GetDirectoryName(published)));
        Assert.Equal("given", await File.ReadAllTextAsync(published, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Consumers_built_in_parallel_fetch_once()
    {
        var library = "a library"u8.ToArray();
        var npm = new StandInNpm(_sandbox, library);
        WriteConsumer("First");
        WriteConsumer("Second");
        var both = _sandbox.Write("Both.proj", """
            <Project>
              <ItemGroup>
                <Consumer Include="First/First.csproj" />
                <Consumer Include="Second/Second.csproj" AdditionalProperties="TargetFramework=net10.0" />
              </ItemGroup>
              <Target Name="Restore">
                <MSBuild Projects="@(Consumer)" Targets="Restore" Properties="IsRestore=true" />
              </Target>
              <Target Name="Build" DependsOnTargets="Restore">
                <MSBuild Projects="@(Consumer)" BuildInParallel="true" Properties="Configuration=Release" />
              </Target>
            </Project>
            """);

        var acceptHash = $"-p:OnnxRuntimeNodeSha256={Convert.ToHexString(SHA256.HashData(library))}";
        var output = await _sandbox.RunAsync("msbuild", both, "-t:Build", "-m:2", $"-p:OnnxRuntimeRid={Sandbox.Rid}", acceptHash);

        output.AssertSucceeded();
        Assert.Single(npm.Calls);
        Assert.Equal("a library", ReadLibrary("First/bin/Release/net10.0"));
        Assert.Equal("a library", ReadLibrary("Second/bin/Release/net10.0"));
    }

    private string WriteConsumer(string name) => _sandbox.Write($"{name}/{name}.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <Import Project="{Sandbox.RepositoryFolder}/eng/OnnxRuntime.targets" />
        </Project>
        """);

    private async Task<string> BuildAsync(string consumer, params string[] arguments)
    {
        var output = await _sandbox.RunAsync("msbuild", consumer, [$"-p:OnnxRuntimeRid={Sandbox.Rid}", .. arguments]);
        output.AssertSucceeded();
        return ReadLibrary("Consumer/bin/Debug/net10.0");
    }

    private string ReadLibrary(string folder) =>
        File.ReadAllText(Path.Combine(_sandbox.PathOf(folder), "runtimes", Sandbox.Rid, "native", Sandbox.LibraryName));
}
